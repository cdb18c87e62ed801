"""Mentions → facts, one file a kind: `state(sentence, mentions)` → `[Fact("Tenure", {member, role, …}), …]`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kg.facts.change import changes
from kg.facts.document import implementation, issuance
from kg.facts.relation import relations
from kg.facts.tenure import tenures
from kg.model import Fact, Mention, Sentence

RULES: dict[str, Callable[[Sentence, Sequence[Mention]], Iterable[Fact]]] = {
    "tenure": tenures,
    "change": changes,
    "issuance": issuance,
    "implementation": implementation,
    "relation": relations,
}


def state(sentence: Sentence, mentions: Sequence[Mention]) -> list[Fact]:
    """All facts of a sentence, in the order of the rules."""
    return [fact for rule in RULES.values() for fact in rule(sentence, mentions)]
