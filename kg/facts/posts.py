"""Which posts an act is about, where it leaves that open: `bầu bà A, Phó Trưởng ban X, làm Trưởng ban` → of the X."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.facts.arguments import Arguments, arguments
from kg.facts.share import ASSEMBLIES, COMMITTEES, MEMBERS, share
from kg.facts.site import Site
from kg.lexicon import acts
from kg.model import ActMention, BodyMention, Mention, PersonMention, RoleMention

IN_PLACE_OF = re.compile(
    r"(?:^|,|\) ?,?) ?(?:để )?(?:thay|thay thế|thay cho|kế nhiệm|kế vị)(?: cho)?"
    r"(?: (?:người tiền nhiệm|vị trí|chỗ)(?: của| là)?)?\Z"
)
_COUNTED = re.compile(r"\d|đại biểu|ứng cử viên|người")
_WON = re.compile(r"trúng cử|đắc cử|tái trúng cử|tái đắc cử")
_SEATED = re.compile(r"trúng|đắc|tái")
_THIS = re.compile(r"(?:giữ )?(?:chức|chức vụ|chức danh|vị trí|cương vị) này\b")


def shared(site: Site, roles: list[RoleMention]) -> list[RoleMention]:
    """`thôi tham gia Ban Chấp hành, Ban Thường vụ và thôi giữ chức Bí thư Tỉnh ủy X`: the committees are those of X."""
    later = next((m for m in site.behind if isinstance(m, RoleMention) and m.body and m not in roles), None)
    joined = bool(roles) and all(role.rule == "role-member" for role in roles)
    return share([*roles, later])[: len(roles)] if later and joined else share(roles)


def risen(site: Site, person: PersonMention, roles: list[RoleMention]) -> list[RoleMention]:
    """`bà A, Phó Trưởng ban Pháp chế HĐND tỉnh, được bầu giữ chức Trưởng ban`: of the same body."""
    if not site.act.gives or not any(role.body is None and role.place is None for role in roles):
        return roles
    held = [h.role for h in site.held(person) if not h.status]
    deputies = {h.head.removeprefix("Phó "): h for h in held if h.role.startswith("Phó ")}
    return [
        replace(role, body=old.body, place=old.place)
        if role.body is None and role.place is None and (old := deputies.get(role.head)) and old.role != role.role
        else role
        for role in roles
    ]


def in_turn(site: Site, roles: Sequence[RoleMention], n: int, people: int) -> Sequence[RoleMention]:
    """The roles of the n-th of several people: all, or the n-th of `A và B lần lượt giữ chức X, Y`.

    `A và B được bổ nhiệm làm Giám đốc Sở X và Sở Y`: one each.
    """
    if people > 1 and len(roles) == 1 and (further := _further(site, roles[0])):
        each = [roles[0], *(replace(roles[0], body=body, last=body.last) for body in further)]
        return each[n : n + 1] if len(each) == people else ()
    if people < 2 or len(roles) < 2:
        return roles
    in_order = "lần lượt" in f"{site.lead(6)} {site.gap(site.item, roles[0])}"
    if not in_order and not (len(roles) == people and _each_one(site, roles)):
        return roles
    return roles[n : n + 1] if len(roles) == people else ()


def _each_one(site: Site, roles: Sequence[RoleMention]) -> bool:
    """`A và B được phê chuẩn giữ chức Chủ tịch và Phó Chủ tịch`: different offices, a single and between them."""
    gaps = [site.gap(a, b) for a, b in pairwise(roles)]
    several = {(r.role, r.body.type if r.body else "", r.body.name if r.body else "") for r in roles}
    offices = all(role.head not in MEMBERS for role in roles)
    return offices and len(several) == len(roles) and gaps[-1] == "và" and all(gap == "," for gap in gaps[:-1])


def _further(site: Site, role: RoleMention) -> list[BodyMention]:
    """The bodies behind a role that are of the kind of its own: Giám đốc Sở X | và Sở Y."""
    found: list[BodyMention] = []
    last: Mention = role
    for item in (m for m in site.mentions if m.first >= role.last):
        alike = isinstance(item, BodyMention) and role.body and item.type == role.body.type
        if not alike or not isinstance(item, BodyMention) or site.gap(last, item) not in ("và", ","):
            break
        found.append(item)
        last = item
    return found


def placed(site: Site, role: RoleMention) -> RoleMention:
    """`thôi giữ chức Bí thư Tỉnh ủy, thôi tham gia Ban Thường vụ Tỉnh ủy X`: the place that is said further on."""
    body = role.body
    if body is None or body.place or body.parent or body.type not in COMMITTEES:
        return role
    for item in site.behind:
        other = item if isinstance(item, BodyMention) else item.body if isinstance(item, RoleMention) else None
        owner = other.parent if other and other.parent else other
        if owner and owner.type == body.type and owner.place:
            return replace(role, body=replace(body, place=owner.place))
    return role


def same_post(site: Site, person: PersonMention) -> list[RoleMention]:
    """`ông A, Chủ tịch UBND tỉnh, tái đắc cử chức vụ này`."""
    if site.act.kind != "Reelection" and site.act.gives:
        return []  # "ông A, Phó Bí thư, được bầu giữ chức vụ này": not the one he has
    if not _THIS.match(" ".join(site.sentence.keys[site.item.last : site.item.last + 5])):
        return []
    held = [h.role for h in site.held(person)]
    return held[-1:]


def vacated(site: Site) -> list[RoleMention]:
    """`miễn nhiệm chức Tổng Giám đốc đối với ông A và bổ nhiệm ông B thay thế ông A`: the post that A had."""
    new, old = (*site.behind[:2], None, None)[:2]
    replaces = (
        isinstance(new, PersonMention) and isinstance(old, PersonMention) and IN_PLACE_OF.search(site.gap(new, old))
    )
    for at in range(site.at - 1, -1, -1) if site.act.gives and replaces else ():
        item = site.mentions[at]
        if isinstance(item, ActMention) and acts()[item.act].kind == "Removal":
            before = arguments(Site(site.sentence, site.mentions, at))[0]
            return share(before.roles) if before.people and len(before.roles) == 1 else []
    return []


def named_before(site: Site, read: Arguments) -> list[RoleMention]:
    """`các Phó Chủ tịch UBND tỉnh tái cử gồm: A, B và C`: the post stands before the act, the people behind."""
    role = site.mentions[site.at - 1] if site.at else None
    if not isinstance(role, RoleMention) or not read.people or site.gap(role, site.item) not in ("", "được", "mới"):
        return []
    return [role] if re.match(r"(?:gồm|là|gồm có)?(?: :|\b)", site.gap(site.item, read.people[0])) else []


def won(site: Site, person: PersonMention) -> list[RoleMention]:
    """Who wins an election sits in the assembly behind it (trúng cử HĐND tỉnh), else in that of the article."""
    item = site.item
    words = (item.sentence, item.first, item.last, item.span, item.text, "role-won")
    behind = site.behind[0] if site.behind else None
    if person.last <= item.first and _COUNTED.search(site.gap(person, item)):
        return []  # "theo ông A, có 60 đại biểu trúng cử"
    council = isinstance(behind, BodyMention) and behind.type in ASSEMBLIES and _SEATED.match(item.text.lower())
    if isinstance(behind, BodyMention) and council and site.gap(item, behind) in ("", "vào"):
        return [RoleMention(*words, role="Đại biểu", head="Đại biểu", body=behind, term=behind.term)]
    return [RoleMention(*words, role="Đại biểu", head="Đại biểu")] if _WON.match(item.text.lower()) else []
