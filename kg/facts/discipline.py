"""Discipline: `UBKT Trung ương quyết định khiển trách ông A` → Discipline(A, khiển trách, by UBKT Trung ương)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.facts.arguments import LISTED, leads_to_object, listed_before, subject
from kg.facts.holding import is_link
from kg.facts.objects import inherited
from kg.facts.share import share
from kg.facts.site import Site, decided
from kg.lexicon import acts
from kg.model import ActMention, BodyMention, DateMention, Fact, Mention, PersonMention, PlaceMention, RoleMention

_ALSO = re.compile(r"(?:và|,|đồng thời| )+\Z")
_SUFFERED = re.compile(r"\b(?:bị|nhận|chịu|hình thức|mức)\b")
_NAMED_AS = re.compile(r"\bhình thức(?: kỷ luật)?(?: :| là)?\Z")
# "… đối với ba cán bộ chủ chốt của huyện gồm ông A"
_OF_SEVERAL = re.compile(
    r"(?:về (?:mặt )?đảng )?(?:đối với|với|cho) (?:[^\s,;:]+ ){1,14}(?:gồm|là)(?: có)?(?: :)?(?: các)?\Z"
)
_PLURAL = frozenset(("các ông", "các bà", "các đồng chí", "hai ông"))
_NAMELY = re.compile(r"\bgồm\b")
_NAMED_IN_A_ROW = re.compile(r"(?:trong|về) đảng ?,? (?:bao gồm|gồm)(?: có)? ?:?(?: các chức vụ)? ?:?\Z")
_ALL = re.compile(r"\b(?:cùng|đều)\b")
_AND = re.compile(r"(?:^| )(?:và|cùng)\Z")
_CONCERNED = re.compile(r"\b(?:đối với|riêng)(?: \S+){0,5}\Z")


def discipline(site: Site) -> Iterator[Fact]:
    """Khiển trách, cảnh cáo …: whoever stands behind, or before bị."""
    people = _behind(site)
    if people is None:
        return
    if not people and _SUFFERED.search(site.lead(20)) and (found := subject(site)):
        row = listed_before(site, found)
        together = (
            _ALL.search(site.gap(found, site.item)) or _addressed_together(site, found) or _both(site, row, found)
        )
        people = [*row, found] if together else [found]
    by: Mention | None = None
    if not people and (before := inherited(site)):
        people, by = [before[0]], before[1]
    if not people:
        people = [m for m in site.before if isinstance(m, PersonMention) and _concerns(site, m)][:1]
    role = site.behind[0] if site.act.id == "unseat" and site.behind else None
    for person in people:
        made = site.change(site.act, person, role if isinstance(role, RoleMention) else None, form=site.act.form)
        yield decided(made, by)
        for role in share(_stripped(site, person)):
            removed = site.change(acts()["remove"], person, role)
            yield decided(removed, by)
            yield site.tenure(acts()["remove"], person, role, "former")


def _both(site: Site, row: Sequence[PersonMention], last: PersonMention) -> bool:
    """`Ông A (Giám đốc Sở X) và bà B (Phó Giám đốc) bị cảnh cáo`: of a row that opens the clause."""
    if not row:
        return False
    opens = row[0].first == 0 or site.sentence.keys[row[0].first - 1] in (",", ";", ":", "các", "hai", "ba", "đó")
    return opens and bool(_AND.search(site.gap(row[-1], last)))


def _behind(site: Site) -> list[PersonMention] | None:
    """The people behind the act; None where a more specific act behind makes the fact."""
    people: list[PersonMention] = []
    previous: Mention = site.item
    for item in site.behind:
        gap = site.gap(previous, item)
        if isinstance(item, ActMention) and not people:
            if not is_link(item) and not _ALSO.match(gap):  # "cảnh cáo và cho thôi chức … ông A" goes on
                more_specific = acts()[item.act].kind in ("Discipline", "Removal") and leads_to_object(gap)
                return None if more_specific else people
        elif isinstance(item, ActMention) and _as_removal(site, item, gap):
            return None
        elif isinstance(item, PlaceMention) and not people:
            continue  # đối với ba cán bộ của huyện X gồm ông A
        elif isinstance(item, PersonMention):
            if item.credit or not (
                LISTED.match(gap.removeprefix(")")) if people else leads_to_object(gap) or _OF_SEVERAL.match(gap)
            ):
                break
            people.append(item)
        elif not isinstance(item, RoleMention | BodyMention | DateMention) or _elsewhere(gap, people):
            break
        previous = item
    return people


def _addressed_together(site: Site, last: PersonMention) -> bool:
    """`các ông A, Bí thư Huyện ủy, và B bị khiển trách`: one form of address for all of the row."""
    row = [*listed_before(site, last), last]
    first = " ".join(site.sentence.keys[row[0].first : row[0].first + 2])
    return len(row) > 1 and (row[0].honorific in _PLURAL or first.startswith(("các ", "hai ", "ba ")))


def _as_removal(site: Site, item: ActMention, gap: str) -> bool:
    """`kỷ luật ông A bằng hình thức cách chức X`: the removal is the discipline."""
    return site.act.id == "discipline" and item.act == "remove" and bool(_NAMED_AS.search(gap))


def _elsewhere(gap: str, people: list[PersonMention]) -> bool:
    """Whether an office behind the act belongs to what is said next: bị khiển trách vì …, Chủ tịch B cho rằng."""
    return not people and "," in gap and not leads_to_object(gap)


def _stripped(site: Site, person: PersonMention) -> list[RoleMention]:
    """`cách toàn bộ chức vụ trong Đảng (gồm Ủy viên …, Bí thư …) đối với ông A`: the posts that are named."""
    if site.act.id != "strip":
        return []
    if person.last <= site.item.first:
        return _bracketed(site)
    if not _NAMELY.search(site.gap(site.item, person)):
        return []
    return [m for m in site.behind if isinstance(m, RoleMention) and m.last <= person.first]


def _bracketed(site: Site) -> list[RoleMention]:
    """`bị cách tất cả các chức vụ trong Đảng (Ủy viên …; Bí thư …)`: the posts in the bracket behind the act."""
    keys = site.sentence.keys
    start = next((n for n in range(site.item.last, min(site.item.last + 4, len(keys))) if keys[n] == "("), None)
    if start is None:
        return _listed(site)
    depth, end = 0, start
    for end in range(start, len(keys)):
        depth += (keys[end] == "(") - (keys[end] == ")")
        if not depth:
            break
    return [m for m in site.behind if isinstance(m, RoleMention) and start < m.first < end]


def _listed(site: Site) -> list[RoleMention]:
    """`bằng hình thức cách tất cả các chức vụ trong Đảng, gồm: Ủy viên …; Bí thư …`: the posts in the row."""
    found: list[RoleMention] = []
    left = site.item
    for item in site.behind:
        gap = site.gap(left, item)
        if not isinstance(item, RoleMention) or not (LISTED.match(gap) if found else _NAMED_IN_A_ROW.match(gap)):
            break
        found.append(item)
        left = item
    return found


def _concerns(site: Site, person: PersonMention) -> bool:
    """`Đối với vi phạm của ông A, UBKT quyết định cảnh cáo`: the person is named as the one it is about."""
    return bool(_CONCERNED.search(" ".join(site.sentence.keys[max(0, person.first - 7) : person.first])))
