"""The data every stage speaks: `Span(0, 13)`, `Sentence`, `Mention("person", …)`, `Fact("Tenure", …)`, `Entity`, `Statement`, `Issue`.

Nothing here has behaviour beyond reading a slot.  Offsets are code points of the text as it was read, end exclusive.
`kind` and the slot names are the ontology's local names, so that writing RDF needs no line per kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

EMPTY: Mapping[str, Slot] = MappingProxyType({})


class Span(NamedTuple):
    """A piece of a document's text, in code points of `Document.text`, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was read.  `text` is never altered; the quotes point into it."""

    id: str
    text: str
    title: str = ""
    date: str = ""
    url: str = ""
    publisher: str = ""
    origin: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Parallel arrays over the tokens of one sentence: NFC text, folded key, start and end offsets in the source.

    A sentence that a caption cuts in half is one `Sentence`; its tokens skip the caption.
    `role` is what the paragraph is: "body", "heading", "caption", "byline" or "question".
    """

    texts: tuple[str, ...]
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    role: str = "body"
    paragraph: int = 0
    index: int = 0

    def __len__(self) -> int:
        return len(self.texts)


@dataclass(frozen=True, slots=True)
class Mention:
    """Something named in a sentence: tokens [first, last) of sentence `sentence`; `slots` hold its parts."""

    kind: str
    span: Span
    text: str
    rule: str
    sentence: int
    first: int
    last: int
    slots: Mapping[str, Slot] = EMPTY


@dataclass(frozen=True, slots=True)
class Fact:
    """What one article states, in terms of entity keys of that article, with the spans that state it.

    `kind` is a class (Tenure, Election …) or a property (jurisdiction, passed_by …) of the ontology.
    """

    kind: str
    slots: Mapping[str, Slot]
    evidence: tuple[Span, ...]
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing an article speaks of.  `key` identifies it within the whole build; `kind` is its class."""

    key: str
    kind: str
    label: str
    labels: tuple[str, ...] = ()
    slots: Mapping[str, Slot] = EMPTY
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """A candidate the rules did not keep, and why: what `kg explain` shows."""

    text: str
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one article: the unit that is computed in parallel and can be cached."""

    document: Document
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that went wrong with one input: where, what, and what the reader can do about it."""

    where: str
    what: str
    advice: str = ""
    line: int = 0
    extra: Mapping[str, str] = field(default_factory=dict)


Slot = str | int | bool | Mention | tuple[str, ...] | tuple[Mention, ...] | None
