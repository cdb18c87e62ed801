"""Whom an act is about that is named with another: `cách chức X và cho thôi giữ chức Y đối với ông A`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.facts.arguments import Arguments, arguments, leads_to_object
from kg.facts.holding import is_link
from kg.facts.site import Site
from kg.model import ActMention, BodyMention, DateMention, Mention, PersonMention, RoleMention

_SAME_MATTER = re.compile(r"(?:^|\) ?)(?:[;,:]|và|đồng thời|bằng|các|hình thức|kỷ luật| )+\Z")


def inherited(site: Site) -> tuple[PersonMention, Mention | None] | None:
    """`kỷ luật ông A bằng hình thức: cách chức X; cho thôi chức Y` → ông A, and who decided it."""
    for at in range(site.at - 1, -1, -1):
        item = site.mentions[at]
        right = site.mentions[at + 1]
        if isinstance(item, ActMention) and not is_link(item):
            before = Site(site.sentence, site.mentions, at)
            if before.act.kind not in ("Discipline", "Removal") or not _SAME_MATTER.search(
                site.gap(site.mentions[site.at - 1], site.item)
            ):
                return None
            if isinstance(right, PersonMention) and leads_to_object(site.gap(item, right)):
                return right, before.decider(right)
        elif not isinstance(item, RoleMention | PersonMention | BodyMention | DateMention) and not is_link(item):
            return None
    return None


def shared_with_next(site: Site, roles: Sequence[RoleMention]) -> PersonMention | None:
    """`cách chức X, Y và cho thôi giữ chức Z | đối với ông A`: whom the act behind the posts names with both."""
    for at in range(site.at + 1, len(site.mentions)):
        item = site.mentions[at]
        if isinstance(item, ActMention) and not is_link(item):
            following = Site(site.sentence, site.mentions, at)
            joined = bool(roles) and site.gap(roles[-1], item) in ("và", ", và", ",", "đồng thời", ", đồng thời")
            read = arguments(following)[0] if joined and following.act.takes else Arguments()
            ends = bool(read.complete) and read.people[0].first > read.roles[-1].last
            led = ends and site.gap(read.roles[-1], read.people[0]) in ("đối với", "với", "của")
            return read.people[0] if led else None
        if item not in roles and not is_link(item):
            return None
    return None
