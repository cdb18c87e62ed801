"""What people judged of documents and facts, put to work: `kept(tenure, refuted)` → the tenure put right, or None.

People judged to be one or two are the business of who is who (identity.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.model import Judgement, Statement
from kg.text.keys import post_key

STATUSES = ("current", "former", "incoming")
Refuted = Mapping[tuple[str, str], tuple[str, str]]
"""(person, post) or (document, body) → what stands instead, or "", and the key of the judgement."""

_MENTION = re.compile(r"-[0-9a-f]{8}$")


class Papers:
    """The documents that people judged to be one, or not to be each other.

    A side is a document of the graph or, as for people, its name as one article mentions it.
    """

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        said = [j for j in judgements if j.left.startswith("document/") and j.right.startswith("document/")]
        self._apart = {frozenset((j.left, j.right)) for j in said if j.verdict == "different"}
        sets: dict[str, frozenset[str]] = {}
        for j in sorted(j for j in said if j.verdict == "same"):
            one = sets.get(j.left, frozenset((j.left,))) | sets.get(j.right, frozenset((j.right,)))
            sets.update(dict.fromkeys(one, one))
        self._same = {side: min(one, key=_vague) for side, one in sets.items()}

    def knows(self, side: str) -> bool:
        """Whether somebody judged this document to be the same as another."""
        return side in self._same

    def of(self, side: str) -> str:
        """What a document is called now: of those judged to be one, the best known."""
        return self._same.get(side, side)

    def parts(self, side: str) -> bool:
        """Whether somebody judged what a document is not."""
        return any(side in pair for pair in self._apart)

    def apart(self, side: str, *others: str) -> bool:
        """Whether a document was judged to be none of the others."""
        return any(frozenset((side, other)) in self._apart for other in others)


def _vague(side: str) -> tuple[bool, int, str]:
    """A longer key, with issuer and term or year, goes before a shorter one; a mention goes last."""
    return bool(_MENTION.search(side)), -len(side), side


def against(judgements: Iterable[Judgement]) -> Iterator[Judgement]:
    """The judgements that a person does not hold a post, or a document has nothing to do with a body."""
    return (j for j in sorted(judgements) if j.verdict == "different" and not j.right.startswith("person/"))


def kept(s: Statement, refuted: Refuted) -> Statement | None:
    """The statement as people judged it: itself, with what stands instead, or None."""
    post = post_key(s.slots.get("role", ""), s.slots.get("organization", ""))
    if found := refuted.get((s.slots.get("member", ""), post)):
        return _held(s, *found)
    for one, other in (("subject", "object"), ("object", "subject")):
        if found := refuted.get((s.slots.get(one, ""), s.slots.get(other, ""))):
            return _put(s, other, *found)
    return s


def _held(s: Statement, instead: str, by: str) -> Statement | None:
    """A tenure or change put right.  Who left a post was elected to it none the less."""
    if instead in STATUSES:
        return _put(s, "status", instead, by) if "status" in s.slots else s
    return _put(s, "organization" if instead.startswith("body/") else "role", instead, by)


def _put(s: Statement, slot: str, instead: str, by: str) -> Statement | None:
    return replace(s, slots={**s.slots, slot: instead, "judgement": by}, rule="judgement") if instead else None
