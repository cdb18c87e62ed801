"""What makes two articles' namesakes one person, and what forbids it: `ties(profile)` → `Tie(1.0, "same post", …)`.

The scores order the evidence and say how much it carries; they are set by hand and measured on the answer key of
tests/identity.  A name that many people have needs more evidence than a rare one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.entities.profiles import Held, Profile
from kg.text.fold import fold

ENOUGH = 0.7  # from this score on two mentions are one person
DOUBTFUL = 0.5  # from this score on a person is asked (`kg judge`)
_COMMON = 0.9  # what is left of a score when the name is common
MEMBERS = frozenset(("Ủy viên", "Đại biểu", "Thành viên", "Đảng viên", "Hội viên", "Ủy viên dự khuyết"))
_FREQUENT = frozenset(
    map(fold, ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
               "Dương", "Lý"))
)  # fmt: skip
_USUAL = frozenset(map(fold, ("Văn", "Thị", "Đức", "Hữu", "Thanh", "Minh", "Ngọc")))
_PLACED = frozenset(("province", "district", "commune", "any"))
_SEASON = 183  # days within which nobody heads two districts, unless an article says so


class Tie(NamedTuple):
    """Evidence that a profile shares with every profile that has the same `token`."""

    score: float
    reason: str
    token: tuple[str, ...]


def common(name: str) -> bool:
    """Whether many people have this name: only two syllables, or a usual middle name behind a frequent surname.

    >>> common("Nguyễn Văn Thắng"), common("Hải Nam"), common("Lục Thị Tư Khế")
    (True, True, False)
    """
    first, *middle = fold(name).split()[:-1] or [""]
    return not middle or (len(middle) == 1 and first in _FREQUENT and middle[0] in _USUAL)


def ties(p: Profile) -> Iterator[Tie]:
    """What a profile may share with another of the same name."""
    usual = _COMMON if common(p.name) else 1.0
    if p.byline:
        yield Tie(0.8, f"author of {p.byline}", ("byline", p.byline))
    if p.birth:
        yield Tie(0.9 * usual, f"born {p.birth[:4]}", ("birth", p.birth[:4]))
    for h in p.held:
        vague = not h.area and h.level in _PLACED  # "Sở Y tế" of nobody knows which province
        member = h.role in MEMBERS
        post = 0.6 if vague else 0.85 if member else 1.0
        yield Tie(post * (usual if vague or member else 1.0), f"{h.role} of {h.body}", ("post", h.role, h.body))
        yield Tie((0.5 if vague else 0.75) * usual, f"both in {h.body}", ("member", h.body))
        if not member and not vague:
            yield Tie(0.9 * usual, f"office in {h.body}", ("body", h.body))
        if h.area and h.area != h.province:
            for unit in h.units or (h.area,):
                yield Tie(0.85 * usual, f"office in {h.area}", ("area", unit))
        if h.province:
            yield Tie(0.75 * usual, f"office in {h.province}", ("province", h.province))
        if p.rank and h.province:
            yield Tie(0.8 * usual, f"{p.rank} in {h.province}", ("rank", p.rank, h.province))


@dataclass(slots=True)
class Traits:
    """What is known of one person so far, as far as it can contradict."""

    sexes: set[str] = field(default_factory=set)
    births: set[str] = field(default_factory=set)
    seats: dict[tuple[str, str, tuple[str, ...]], set[int]] = field(default_factory=dict)
    moves: set[frozenset[str]] = field(default_factory=set)

    @classmethod
    def of(cls, p: Profile) -> Traits:
        """The traits of one article's mention."""
        made = cls({p.sex} - {""}, {p.birth} - {""})
        areas = {h.area for h in p.held if h.area}
        made.moves = {frozenset((a, b)) for a in areas for b in areas if a != b}
        day = _day(p.date)
        for h in p.held:
            if day and _seated(h):
                made.seats.setdefault((h.level, h.area, h.units), set()).add(day)
        return made

    def absorb(self, other: Traits) -> None:
        """Take over what is known of the other."""
        self.sexes |= other.sexes
        self.births |= other.births
        self.moves |= other.moves
        for seat, days in other.seats.items():
            self.seats.setdefault(seat, set()).update(days)

    def against(self, other: Traits, score: float) -> str:
        """Why the two cannot be one person, or ""; the same post (score 1) outweighs two offices at one time."""
        if _differ(self.sexes, other.sexes):
            return "ông in one article, bà in the other"
        if _differ(self.births, other.births):
            return f"born {min(self.births)} and {min(other.births)}"
        return "" if score >= 1 else self._clash(other)

    def _clash(self, other: Traits) -> str:
        for (level, area, units), days in self.seats.items():
            for (its_level, its_area, its_units), its_days in other.seats.items():
                same = area == its_area or set(units) & set(its_units)
                if level != its_level or same or frozenset((area, its_area)) in self.moves | other.moves:
                    continue
                if any(abs(a - b) <= _SEASON for a in days for b in its_days):
                    return f"in office in {area} and in {its_area} at the same time"
        return ""


def _differ(one: set[str], other: set[str]) -> bool:
    """Whether two people differ in what each can have but one of.  Who has two was judged to be one: either will do."""
    pairs = [not (a.startswith(b) or b.startswith(a)) for a in one for b in other]
    judged = any(not (a.startswith(b) or b.startswith(a)) for s in (one, other) for a in s for b in s)
    return bool(pairs) and (all(pairs) if judged else any(pairs))


def _seated(h: Held) -> bool:
    return bool(h.area) and h.status == "current" and h.role not in MEMBERS


def _day(date: str) -> int:
    return dt.date.fromisoformat(date).toordinal() if len(date) == 10 else 0
