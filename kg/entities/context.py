"""What the short forms of one article stand for: "Bí thư Quận ủy" becomes the post of *this* article's Quận ủy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields

from kg.entities.bodies import Bodies
from kg.entities.documents import Documents
from kg.entities.events import Events
from kg.entities.glosses import glosses
from kg.entities.moments import moments
from kg.entities.organs import Organ
from kg.entities.people import People
from kg.entities.places import IMPLIED, Places, Spot
from kg.entities.telling import LEAD
from kg.lexicon import offices
from kg.model import (
    BodyMention,
    DateMention,
    Document,
    DocumentMention,
    Dropped,
    EventMention,
    Fact,
    Mention,
    PersonMention,
    PlaceMention,
    RoleMention,
    Statement,
)
from kg.text.fold import fold, slug
from kg.text.syllable import is_syllable

_COMMITTEES = frozenset(("ban-chap-hanh-trung-uong-dang", "Ban Chấp hành"))
_FOUNDER = f"person/{slug('Hồ Chí Minh')}"  # Chủ tịch Hồ Chí Minh is a name: no body of the article's is meant
_INFERRED = 0.6  # the confidence in a body that the words of the role do not name
_SEASON = 3  # months: what began longer ago is no news
_YEAR_ROUND = 9  # months: of a day without a year, later ones lie ahead
_OFTEN = 3  # times that an article about one ministry names it
# Whoever holds them heads our state, unless his name is foreign.
_OF_STATE = frozenset(("Thủ tướng", "Phó Thủ tướng", "Chủ tịch nước", "Phó Chủ tịch nước", "Tổng Bí thư"))
_NEAR = 1  # sentences between a body and a role that belongs to it
_CLAUSE = 60  # code points between a place and an election that is of its council
_COUNCILS = frozenset(
    (
        "Hội đồng nhân dân",
        "quoc-hoi",
        "uy-ban-kiem-tra-trung-uong",
        "uy-ban-thuong-vu-quoc-hoi",
        "Ủy ban Kiểm tra",
        *_COMMITTEES,
    )
)


def walk(mention: Mention) -> Iterator[Mention]:
    """A mention and all mentions inside it."""
    yield mention
    for f in fields(mention):
        value = getattr(mention, f.name)
        if isinstance(value, Mention):
            yield from walk(value)


def _named_places(mentions: Iterable[Mention]) -> Iterator[tuple[int, PlaceMention, str]]:
    """(sentence, place, the type word its body implies) of all places with a name."""
    for top in mentions:
        implied: dict[int, str] = {}
        for m in walk(top):
            if isinstance(m, BodyMention) and m.place:
                implied[id(m.place)] = IMPLIED.get(m.type, "")
            if isinstance(m, PlaceMention) and m.name:
                yield m.sentence, m, implied.get(id(m), "")


class Context:
    """What the words of one article stand for."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self.document = document
        self.date = document.date or _newest(mentions)
        self.month = _month(document.date, mentions)
        dates = [m for m in mentions if isinstance(m, DateMention)]
        # sentence → the token where it names a time long ago
        self.past = {m.sentence: m.first for m in reversed(dates) if self._long_ago(m.value)}
        self.dropped: list[Dropped] = []
        self.places = Places(_named_places(mentions), self.date, moments(document.text, mentions, self.date))
        names = Counter(
            (m.type, fold(m.name)) for top in mentions for m in walk(top) if isinstance(m, BodyMention) and m.name
        )
        short = glosses(document.text)
        first = Bodies(self.places, names, short)
        _resolve(first, mentions)
        self.bodies = Bodies(self.places, names, short, first)
        _resolve(self.bodies, mentions)
        everything = [inner for m in mentions for inner in walk(m)]
        self.people = People(m for m in everything if isinstance(m, PersonMention))
        self.events = Events(
            (m for m in everything if isinstance(m, EventMention)), self.bodies, self._assembly(mentions)
        )
        self.documents = Documents((m for m in everything if isinstance(m, DocumentMention)), self.bodies, self.events)
        self.issued: set[str] = set()  # documents whose issuer the words name: their symbol adds none
        self.roles: dict[tuple[str, str], Organ] = {}
        self._heard = [(b.sentence, b.first, o) for b, o in self._bodies_of(mentions)]

    def _assembly(self, mentions: Sequence[Mention]) -> Callable[[EventMention], Organ | None]:
        """Whose the numbered meetings without a body are: of the council named nearest in the sentence or before it.

        A council of one article holds its meetings; a central committee's "hội nghị" is not the National Assembly's.
        """
        heard: dict[int, list[tuple[int, Organ]]] = {}
        for body, organ in self._bodies_of(mentions):
            if organ.type in _COUNCILS:
                heard.setdefault(body.sentence, []).append((body.first, organ))
        councils = {o.key: o for row in heard.values() for _, o in row}

        def owner(event: EventMention) -> Organ | None:
            kinds = _COUNCILS if event.text.lower().startswith(("kỳ", "phiên")) else _COMMITTEES
            for sentence in (event.sentence, event.sentence - 1):
                near = [(abs(first - event.first), o.key) for first, o in heard.get(sentence, []) if o.type in kinds]
                if near:
                    return councils[min(near)[1]]
            fits = [o for o in councils.values() if o.type in kinds]
            return fits[0] if len(fits) == 1 else None

        return owner

    def statement(self, fact: Fact) -> Statement | None:
        """A fact in terms of entities; None (and an entry in `dropped`) when a part stands for nothing known."""
        slots: dict[str, str] = {}
        confidence = fact.confidence
        for name, value in fact.slots.items():
            if isinstance(value, str):
                slots[name] = value
            elif isinstance(value, RoleMention) and name == "role":
                organ = self._organ_of(value, slots.get("member", ""))
                if organ is None and slots.get("member") != _FOUNDER and (organ := self._inferred(value)):
                    confidence = _INFERRED
                if organ is None and fact.kind == "Tenure":
                    self._drop(fact, f"no body known for the role {value.role}")
                    return None
                slots["role"] = value.role
                if organ:
                    slots["organization"] = organ.key
            elif (key := self._key(value)) is None:
                if name in ("decidedBy", "underDocument"):
                    continue
                self._drop(fact, f"nobody and nothing known for “{value.text}”")
                return None
            else:
                slots[name] = key
        if self._goes_on(slots):
            slots["status"] = "current"
        if "subject" in slots and slots["subject"] == slots["object"]:
            self._drop(fact, "both are one and the same")
            return None
        if fact.kind == "passed_by":
            self.issued.add(slots["subject"])
        return Statement(fact.kind, slots, (fact.evidence,), fact.rule, confidence)

    def _foreign(self, member: str) -> bool:
        """Whether somebody's name is not of Vietnamese syllables: `Thủ tướng Edouard Philippe`."""
        names = [p.label for p in self.people.found.values() if p.key == member]
        return any(not is_syllable(word) for name in names for word in name.split())

    def _goes_on(self, slots: Mapping[str, str]) -> bool:
        """Whether a tenure that has begun is no news, or is told with an end that is still to come."""
        start, end = slots.get("startDate", ""), slots.get("endDate", "")
        if slots.get("status") == "incoming":
            return self._long_ago(start)
        return bool(start and self.document.date) and end > self.document.date[: len(end)]

    def _long_ago(self, start: str) -> bool:
        """Whether a date lies more than a season before the article: what began then is no news.

        Nor is what has only a year, for news is told with its day.
        """
        if start.startswith("--") and self.month:
            return _SEASON < (self.month - int(start[2:4])) % 12 <= _YEAR_ROUND
        if not start[:1].isdigit() or not self.date:
            return len(start) == 4 and start.isdigit()
        if self.month and not self.document.date and len(start) >= 7:
            apart = (self.month - int(start[5:7])) % 12
            if 1 < apart < 11:
                return True  # a date with its year beside days of another month without one: not of this year
        months = [int(d[:4]) * 12 + (int(d[5:7]) if len(d) >= 7 else 12) for d in (start, self.date)]
        return months[1] - months[0] > _SEASON

    def _organ_of(self, role: RoleMention, member: str) -> Organ | None:
        """The body of a role: named, or the one the same person holds this role in elsewhere in the article."""
        if role.role in _OF_STATE and self._foreign(member):
            return None
        organ = self.bodies.of_role(role, role.sentence)
        if organ:
            self.roles.setdefault((member, role.role), organ)
            return organ
        return None if role.body and role.body.type else self.roles.get((member, role.role))

    def _inferred(self, role: RoleMention) -> Organ | None:
        return self._assembly_of(role) if role.head == "Đại biểu" else self._office_of(role)

    def _bodies_of(self, mentions: Sequence[Mention]) -> Iterator[tuple[BodyMention, Organ]]:
        """The bodies the article names, in order, by themselves or with a role."""
        for m in mentions:
            body = m if isinstance(m, BodyMention) else m.body if isinstance(m, RoleMention | EventMention) else None
            organ = self.bodies.resolve(body, m.sentence) if body else None
            if body and organ:
                yield body, organ

    def _office_of(self, role: RoleMention) -> Organ | None:
        """The body a mere role belongs to: the last one before it, near by, that has such a role."""
        if role.body or role.place:
            return None
        types = offices().get(role.head.removeprefix("Phó "), frozenset())
        here = (role.sentence, role.first)
        reach = 0 if types == {"Bộ"} else _NEAR  # ministers are also named without their ministry
        heard = [o for s, f, o in self._heard if (s, f) < here and role.sentence - s <= reach]
        # "Văn phòng UBND tỉnh cho biết, Chủ tịch A …": the body of which another is named counts too.
        chains = [[o, *([self.bodies.found[o.parent]] if o.parent in self.bodies.found else [])] for o in heard]
        near = [o for chain in chains for o in reversed(chain) if _is_one(o, types)]
        office = near[-1] if near else self._only(types) or self._only_ministry(role, types)
        return self._listed(office) if office else None

    def _only(self, types: frozenset[str]) -> Organ | None:
        """The only body of the article that has such a role."""
        fits = {o.key: o for _, _, o in self._heard if _is_one(o, types)}
        # Of ministries, and of a Ban, there are others that the article only hints at, unless it is all about the one.
        hinted = types == {"Bộ"} and sum(_is_one(o, types) for _, _, o in self._heard) < _OFTEN
        several = hinted or ("Ban Chỉ đạo" in types and any(o.type != "Ban Quản lý" for o in fits.values()))
        return next(iter(fits.values())) if len(fits) == 1 and not several else None

    def _only_ministry(self, role: RoleMention, types: frozenset[str]) -> Organ | None:
        """`Nguyên Bộ trưởng A chịu trách nhiệm về vi phạm của Bộ X`: the only ministry of the article, named there."""
        if types != {"Bộ"}:
            return None
        heard = [(s, self.bodies.found.get(o.parent, o) if o.type != "Bộ" else o) for s, _, o in self._heard]
        fits = {o.key: o for _, o in heard if _is_one(o, types)}
        here = any(s == role.sentence and o.key in fits for s, o in heard)
        return next(iter(fits.values())) if len(fits) == 1 and here else None

    def _assembly_of(self, role: RoleMention) -> Organ | None:
        """The assembly a mere "đại biểu" sits in: the one that the article speaks of most.

        `ông A, Chủ tịch tỉnh X, trúng cử`: of several councils that of X.
        """
        councils = [o for o in self.bodies.found.values() if o.type in ("quoc-hoi", "Hội đồng nhân dân")]
        most = max(councils, key=lambda o: (len(self.bodies.spans.get(o.key, ())), o.key), default=None)
        if most and most.place and role.rule == "role-won":
            most = next((o for o in councils if o.place and self._just_before(o.place, role)), most)
        return self._listed(most) if most else None

    def _just_before(self, place: Spot, role: RoleMention) -> bool:
        """Whether a place is named little before a role."""
        return any(0 < role.span.start - s.start < _CLAUSE for s in self.places.spans.get(place.key, ()))

    def _listed(self, organ: Organ) -> Organ:
        """A body that a fact needs is one of the article's, also when only its parts are named: Phòng X của Sở Y."""
        self.bodies.named.setdefault(organ.key)
        if organ.key not in self.bodies.spans:
            parts = [b.key for b in self.bodies.found.values() if b.parent == organ.key]
            self.bodies.spans[organ.key] = {span: None for key in parts for span in self.bodies.spans.get(key, ())}
        return organ

    def _drop(self, fact: Fact, why: str) -> None:
        self.dropped.append(Dropped(words(fact), fact.rule, why))

    def _key(self, mention: Mention) -> str | None:
        """The key of the entity a mention stands for."""
        if isinstance(mention, PersonMention):
            person = self.people.of(mention)
            return person.key if person else None
        if isinstance(mention, BodyMention):
            organ = self.bodies.resolve(mention, mention.sentence)
            return organ.key if organ else None
        if isinstance(mention, RoleMention):
            organ = self.bodies.of_role(mention, mention.sentence)
            return organ.key if organ else None
        if isinstance(mention, DocumentMention):
            paper = self.documents.of(mention)
            return paper.key if paper else None
        if isinstance(mention, EventMention):
            event = self.events.of(mention)
            return event.key if event else None
        return None


def _is_one(organ: Organ, types: frozenset[str]) -> bool:
    """Whether a body is of one of the types; a known one is told by the words of its name (Ban Tổ chức Trung ương)."""
    # A Trưởng ban heads another Ban.
    named = not organ.label.startswith(("Ban Bí thư", "Ban Chấp hành", "Ban Thường vụ"))
    return organ.type in types or (named and any(organ.label.startswith(f"{t} ") for t in types))


def _resolve(bodies: Bodies, mentions: Sequence[Mention]) -> None:
    """Resolve the bodies of all mentions in the order of the text."""
    for m in mentions:
        if isinstance(m, BodyMention):
            bodies.resolve(m, m.sentence)
        elif isinstance(m, RoleMention):
            bodies.of_role(m, m.sentence)


def words(fact: Fact) -> str:
    """What a fact is about, in the words of the article."""
    return " · ".join(v if isinstance(v, str) else v.text for v in fact.slots.values())


def _month(date: str, mentions: Sequence[Mention]) -> int:
    """The month of the article, 1 to 12: of its date, else of the first day it writes without a year; 0 if unknown."""
    days = (m.value for m in mentions if isinstance(m, DateMention) and m.sentence <= LEAD and m.value.startswith("--"))
    day = date if len(date) >= 7 else next(days, "")
    return int(day[5:7] if day[:1].isdigit() else day[2:4]) if day else 0


def _newest(mentions: Sequence[Mention]) -> str:
    """The latest full date that the article writes, for an article without one of its own."""
    dates = [m.value for m in mentions if isinstance(m, DateMention) and len(m.value) >= 7 and m.value[0].isdigit()]
    return max(dates, default="")
