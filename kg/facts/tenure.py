"""Tenures from holdings: `Thiếu tướng Nguyễn Văn Thuận, Giám đốc Công an thành phố` → Tenure(member, role)."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.groups import Holding, holdings
from kg.model import Fact, Mention, Sentence, Span


def tenures(sentence: Sentence, mentions: Sequence[Mention]) -> list[Fact]:
    """One Tenure for every holder and role that the sentence puts side by side."""
    return [tenure(sentence, h) for h in holdings(sentence, mentions)]


def tenure(sentence: Sentence, holding: Holding) -> Fact:
    """The Tenure of a holding; the evidence runs from the first to the last of its words."""
    person, role = holding.person, holding.role
    status = holding.status or "current"
    first, last = min(person.first, role.first), max(person.last, role.last)
    span = Span(sentence.starts[first], sentence.ends[last - 1])
    slots: dict[str, Mention | str] = {"member": person, "role": role, "status": status}
    if role.term:
        slots["inTerm"] = role.term
    told = holding.told and status == "former" and role.status != "former"
    return Fact("Tenure", slots, span, "tenure-told" if told else f"tenure-{holding.how}")
