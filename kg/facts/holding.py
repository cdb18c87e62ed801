"""A person and an office that a sentence attaches to it: `Holding(A, Bí thư, "before")`, and what stands between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import ActMention, Mention, PersonMention, RoleMention, Sentence


@dataclass(frozen=True, slots=True)
class Holding:
    """A person, a role that the sentence attaches to it, how ("before", "after"), and the status by its words.

    `told`: it is former because the sentence tells of a time (trong thời gian làm …); the role may go on.
    """

    person: PersonMention
    role: RoleMention
    how: str
    status: str = ""
    told: bool = False


def between(sentence: Sentence, left: Mention, right: Mention) -> str:
    """The folded text between two mentions of a sentence."""
    return " ".join(sentence.keys[left.last : right.first])


def is_link(mention: Mention) -> bool:
    """Whether a mention is a word that only puts somebody into a role (là, giữ chức, kiêm)."""
    return isinstance(mention, ActMention) and mention.act == "hold"


def parted(sentence: Sentence, mentions: Sequence[Mention], left: Mention, right: Mention) -> bool:
    """Whether a semicolon parts two offices of two people: `… A, Chủ tịch X; Ủy viên Y, Trưởng ban Z B`."""
    marks = [n for n, key in enumerate(sentence.keys) if key == ";"]
    mark = next((n for n in marks if left.last <= n < right.first), None)
    if mark is None:
        return False
    start = max((n for n in marks if n < mark), default=-1)
    end = min((n for n in marks if n > mark), default=len(sentence.keys))
    people = [m.first for m in mentions if isinstance(m, PersonMention)]
    return any(start < n < mark for n in people) and any(mark < n < end for n in people)
