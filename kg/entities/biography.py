"""Careers told post by post: `Năm 2010, ông về làm Giám đốc. Năm 2012, ông được bầu …` → the first post is over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from kg.entities.organs import Organ
from kg.entities.telling import MEMBERS, Key, Told
from kg.lexicon import beside
from kg.model import Statement

_GAP = 3  # sentences without a post that may stand within a career


def over(told: Sequence[Told], organs: Mapping[str, Organ]) -> frozenset[Key]:
    """The tenures of careers that are over: another followed, and the article does not give them as a title."""
    ended: set[Key] = set()
    tenures = sorted((t for t in told if t.statement.kind == "Tenure"), key=_place)
    for _, group in groupby(tenures, key=lambda t: t.member):
        mine = list(group)
        career = _career(mine)
        steps = {id(t) for t in career}
        now = {t.key: t for t in mine if id(t) not in steps and t.status != "former"}
        titled = any(t.statement.slots["role"] not in MEMBERS for t in now.values())
        for t in career:
            if t.status == "incoming" and not _within(t, career):
                continue  # what somebody has just become is told beside what he was
            later = [
                r
                for r in (*career, *(m for m in mine if m.goes_on))
                if r.sentence > t.sentence and r.key != t.key and not _began_before(r, t)
            ]
            if t.key not in now and any(_ends(t.statement, r.statement, organs, titled=titled) for r in later):
                ended.add(t.key)
    return frozenset(ended)


def _place(told: Told) -> tuple[str, int, int]:
    return told.member, told.sentence, told.role.first if told.role else 0


def _career(mine: Sequence[Told]) -> list[Told]:
    """What is told of a person's career, in the order of the text; only where it takes more than one sentence."""
    steps = sorted({t.sentence for t in mine if t.career})
    within = {s for a, b in pairwise(steps) if b - a <= _GAP for s in range(a, b + 1)} | set(steps)
    return [t for t in mine if t.sentence in within and not t.apart] if len(steps) > 1 else []


def _within(told: Told, career: Sequence[Told]) -> bool:
    """Whether it stands between two steps that were long ago."""
    long_ago = [t.sentence for t in career if t.past]
    return bool(long_ago) and min(long_ago) < told.sentence < max(long_ago)


def _began_before(row: Told, other: Told) -> bool:
    """Whether the dates say so; a day without its year is of the year of the article."""
    a, b = row.statement.slots.get("startDate", ""), other.statement.slots.get("startDate", "")
    return bool(a and b) and (b.startswith("--") or (a[:1].isdigit() and a < b[: len(a)]))


def _ends(old: Statement, new: Statement, organs: Mapping[str, Organ], *, titled: bool) -> bool:
    """Whether who came to the new post has left the old one.

    A secretary may be chairman, too, of the same place, unless the article says elsewhere what he is (`titled`).
    """
    a, b = old.slots, new.slots
    here, there = (organs[s["organization"]] for s in (a, b))
    if b["role"] in MEMBERS or there.type in beside():
        return a["role"] == "Ủy viên dự khuyết" and here is there
    elsewhere = (here.place.key if here.place else "") != (there.place.key if there.place else "")
    if a["role"] in MEMBERS or here.type in beside():
        return elsewhere and here.place is not None  # a seat in the centre goes with any office
    return elsewhere or titled or here.kind == there.kind
