"""Which congress is meant across articles: "nhiệm kỳ 2020 - 2025" is "lần thứ XII" where an article says both.

A congress is its body and its ordinal; one that has only its term is the one whose ordinal some article gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.model import Reading


class Meeting(NamedTuple):
    """A congress of one article; `ordinal` "" or `term` "" where the article does not give it."""

    block: str
    article: str
    key: str
    ordinal: str
    term: str


def meetings(reading: Reading) -> Iterator[Meeting]:
    """The congresses of an article."""
    for e in reading.entities:
        if e.kind == "Congress":
            slots = (e.slots.get("ordinal", ""), e.slots.get("inTerm", ""))
            yield Meeting(f"event:{e.slots['body']}", reading.document.id, e.key, *slots)


def gather(found: Iterable[Meeting]) -> dict[tuple[str, str], str]:
    """The key of every congress of a block, by (article, key)."""
    everyone = sorted(found)
    numbered: dict[str, set[str]] = defaultdict(set)
    for m in everyone:
        if m.ordinal and m.term:
            numbered[m.term].add(m.key)
    only = {term: keys.pop() for term, keys in numbered.items() if len(keys) == 1}
    return {(m.article, m.key): m.key if m.ordinal else only.get(m.term, m.key) for m in everyone}
