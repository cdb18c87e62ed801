"""The data every stage speaks: `Sentence`, `PersonMention("Lê Văn Thinh")`, `Fact("Tenure", …)`, `Entity`, `Reading`.

Nothing here has behaviour.  Offsets are code points of the text as it was read, end exclusive.  Kinds and slot names of
facts and entities are the ontology's local names, so that writing RDF needs no line per kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


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
    `role` is what its paragraph is: "body", "heading", "caption" or "byline".
    """

    texts: tuple[str, ...]
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    role: str = "body"
    paragraph: int = 0
    index: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """Something named in a sentence: tokens [first, last) of sentence number `sentence`, found by `rule`."""

    sentence: int
    first: int
    last: int
    span: Span
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class PlaceMention(Mention):
    """A locality.  `type` is "" when bare ("Cà Mau"); `name` is "" when relative ("tỉnh", "quận này")."""

    type: str = ""
    name: str = ""
    within: PlaceMention | None = None


@dataclass(frozen=True, slots=True)
class BodyMention(Mention):
    """A body: `type` is the id of a body type, or of a known body when `known`; `name` what it is named for."""

    type: str = ""
    name: str = ""
    known: bool = False
    parent: BodyMention | None = None
    place: PlaceMention | None = None
    term: str = ""
    alias: str = ""


@dataclass(frozen=True, slots=True)
class RoleMention(Mention):
    """A role phrase; `role` is canonical, `status` "", "former", "incoming" or "current" as its own words say."""

    role: str = ""
    head: str = ""
    status: str = ""
    body: BodyMention | None = None
    place: PlaceMention | None = None
    term: str = ""


@dataclass(frozen=True, slots=True)
class PersonMention(Mention):
    """A person: `name` as written without titles; `short` when it is only a given name ("ông Cảnh").

    A `pronoun` ("ông", "bà", "tôi") has no name and stands for somebody named before.
    """

    name: str = ""
    honorific: str = ""
    rank: str = ""
    short: bool = False
    credit: bool = False
    pronoun: bool = False


@dataclass(frozen=True, slots=True)
class DocumentMention(Mention):
    """An official document: `symbol` without spaces, `number` when only that is given, `about` what it is about."""

    type: str = ""
    symbol: str = ""
    number: str = ""
    name: str = ""
    issuer: BodyMention | None = None
    event: EventMention | None = None
    date: str = ""
    term: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class EventMention(Mention):
    """A congress or a numbered session of `body`; `ordinal` 0 when not given."""

    type: str = ""
    name: str = ""
    body: BodyMention | None = None
    ordinal: int = 0
    term: str = ""
    place: PlaceMention | None = None


@dataclass(frozen=True, slots=True)
class DateMention(Mention):
    """A date as xsd value: "2018-12-14", "2018-12", "2018", or "--12-14" when the year is not given."""

    value: str = ""


@dataclass(frozen=True, slots=True)
class ActMention(Mention):
    """A word that acts on somebody's position (bầu, bổ nhiệm, miễn nhiệm …); `act` is the id in the lexicon."""

    act: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a sentence states, in terms of its mentions; literals stand as text.

    `kind` is a class (Tenure, Election …) or a property (passed_by, implements …) of the ontology.
    """

    kind: str
    slots: Mapping[str, Mention | str]
    evidence: Span
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact in terms of entity keys and literals, with all spans of the article that state it."""

    kind: str
    slots: Mapping[str, str]
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
    slots: Mapping[str, str] = field(default_factory=dict)
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
    statements: tuple[Statement, ...] = ()
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """A row of judgements.csv.  `left` and `right` are paths of IRIs (person/…, document/…, post/…, body/…).

    `verdict` is "same", "different" or "unsure"; `instead`, with "different" between a person and a post, what is
    right of the fact: a status, another body's path or another role's name.  `who`, `why` and `date` say whose word
    it is.
    """

    left: str
    right: str
    verdict: str
    who: str = ""
    why: str = ""
    date: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that went wrong with one input: where, what, and what the reader can do about it."""

    where: str
    what: str
    advice: str = ""
    line: int = 0
