"""Mentions → facts, one file a kind: `state(sentence, mentions)` → `[Fact("Tenure", {member, role, …}), …]`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from kg.facts.change import changes
from kg.facts.document import implementation, issuance
from kg.facts.relation import relations
from kg.facts.tenure import tenures
from kg.model import Fact, Mention, PersonMention, RoleMention, Sentence

_CHANGES = frozenset(("Election", "Reelection", "Appointment", "Transfer"))
_SIDE_BY_SIDE = frozenset(("tenure-after", "tenure-before", "tenure-told"))

RULES: dict[str, Callable[[Sentence, Sequence[Mention]], Iterable[Fact]]] = {
    "tenure": tenures,
    "change": changes,
    "issuance": issuance,
    "implementation": implementation,
    "relation": relations,
}


def state(sentence: Sentence, mentions: Sequence[Mention]) -> list[Fact]:
    """All facts of a sentence, in the order of the rules; of people to whom an act gives one post each only that."""
    facts = [fact for rule in RULES.values() for fact in rule(sentence, mentions)]
    about: dict[int, set[int]] = {}
    for fact in facts:
        role, member = fact.slots.get("role"), fact.slots.get("member")
        if fact.kind in _CHANGES and isinstance(role, RoleMention) and isinstance(member, PersonMention):
            about.setdefault(role.first, set()).add(member.first)
    return [fact for fact in facts if not _of_another(fact, about)]


def _of_another(fact: Fact, about: Mapping[int, set[int]]) -> bool:
    """`bổ nhiệm A và B làm Giám đốc Sở X và Giám đốc Sở Y`: B does not hold what the act gives A."""
    role, member = fact.slots.get("role"), fact.slots.get("member")
    if fact.rule not in _SIDE_BY_SIDE or not isinstance(role, RoleMention) or not isinstance(member, PersonMention):
        return False
    gets_another = any(member.first in members for members in about.values())
    return gets_another and member.first not in about.get(role.first, {member.first})
