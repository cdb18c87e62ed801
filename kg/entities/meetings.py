"""Which congress is meant across articles: "nhiệm kỳ 2020 - 2025" is "lần thứ XII" where an article says both.

A congress is its body and its ordinal; one that has only its term is the one whose ordinal some article gives, and
one that has neither ("Đại hội đại biểu Đảng bộ tỉnh vừa qua") is that of its article alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.model import Reading
from kg.text.keys import alias


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
    return {(m.article, m.key): _key(m, only) for m in everyone}


def _key(m: Meeting, only: dict[str, str]) -> str:
    """Its own key, that of the congress of its term, or, with neither, a key of this article alone."""
    if m.ordinal:
        return m.key
    return only.get(m.term, m.key) if m.term else alias(m.key, m.article)
