"""Tenures from holdings: `Thiếu tướng Nguyễn Văn Thuận, Giám đốc Công an thành phố` → Tenure(member, role)."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.groups import holdings
from kg.facts.holding import Holding
from kg.facts.period import Period, periods
from kg.model import Fact, Mention, Sentence, Span


def tenures(sentence: Sentence, mentions: Sequence[Mention]) -> list[Fact]:
    """One Tenure for every holder and role that the sentence puts side by side."""
    held = holdings(sentence, mentions)
    return [tenure(sentence, h, during) for h, during in zip(held, periods(sentence, held), strict=True)]


def tenure(sentence: Sentence, holding: Holding, during: Period | None = None) -> Fact:
    """The Tenure of a holding; the evidence runs from the first to the last of its words."""
    person, role = holding.person, holding.role
    status = holding.status or "current"
    first, last = min(person.first, role.first), max(person.last, role.last)
    if during:
        first, last = min(first, during.first), max(last, during.last)
    span = Span(sentence.starts[first], sentence.ends[last - 1])
    slots: dict[str, Mention | str] = {"member": person, "role": role, "status": status}
    if during:
        slots["startDate"] = during.start
    if during and during.end:
        slots |= {"endDate": during.end, "status": "former"}
    elif during and not role.status and (during.now or sentence.keys[role.first - 1 : role.first] == (";",)):
        # "từng là Bí thư Tỉnh ủy X; Phó Chủ tịch Quốc hội từ năm 2011": the last one goes on
        slots["status"] = "current"
    if role.term and not (during and role.term == f"{during.start}-{during.end}"):
        slots["inTerm"] = role.term
    told = holding.told and status == "former" and role.status != "former"
    rule = "period" if during else "told" if told else holding.how
    return Fact("Tenure", slots, span, f"tenure-{rule}")
