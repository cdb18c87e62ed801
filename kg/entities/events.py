"""Congresses and sessions of an article: `Đại hội lần thứ 12` = `Đại hội … lần thứ XII, nhiệm kỳ 2020 - 2025`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from kg.entities.bodies import Bodies
from kg.entities.organs import Organ
from kg.model import EventMention, Span
from kg.text.fold import fold, slug
from kg.text.numerals import ordinal as read_ordinal
from kg.text.numerals import roman

_COUNTED = re.compile(r"khóa (?:thứ )?([ivxl]+|\d+)\b")
_FRONT_COMMITTEE = "Ủy ban Mặt trận Tổ quốc Việt Nam"
PARTY = "body/dang-cong-san-viet-nam"


@dataclass(slots=True)
class Event:
    """One congress or session."""

    key: str
    kind: str
    label: str
    body: Organ
    ordinal: int = 0
    term: str = ""
    spans: dict[Span, None] = field(default_factory=dict)
    texts: dict[str, None] = field(default_factory=dict)


def _vagueness(m: EventMention) -> int:
    """The order of reading: what has its ordinal and its khóa names what has not."""
    if m.type == "session":
        return 0 if m.term.startswith("khóa") else 1 if m.term else 2
    return 0 if m.ordinal or m.term else 1


def _named(m: EventMention) -> bool:
    """Whether the body of a meeting is named in full: Đại hội Đảng bộ phường Tân Phú, not Đại hội Đảng bộ."""
    body = m.body
    return bool(body and not body.known and (body.name or (body.place and body.place.name)))


def term_label(term: str) -> str:
    """A term as it is written in names.

    >>> term_label("2020-2025"), term_label("khóa XII")
    ('nhiệm kỳ 2020 - 2025', 'khóa XII')
    """
    return f"nhiệm kỳ {term.replace('-', ' - ')}" if term[:1].isdigit() else term


class Events:
    """The events of one article.  A mention with ordinal and term ties together those that have only one of them."""

    def __init__(
        self, mentions: Iterable[EventMention], bodies: Bodies, owner: Callable[[EventMention], Organ | None]
    ) -> None:
        """`owner` gives the body that a numbered meeting without a body belongs to, if the text leaves no doubt."""
        self._bodies = bodies
        self._owner = owner
        self.found: dict[tuple[str, str, int, str], Event] = {}
        self._of: dict[tuple[int, int], Event] = {}
        resolved = [(m, self._body(m)) for m in mentions]
        organizers = {b.key: b for m, b in resolved if b and m.type == "congress" and (m.ordinal or m.term)}
        lone = next(iter(organizers.values())) if len(organizers) == 1 else None
        resolved = [(m, b or (lone if m.type == "congress" else None)) for m, b in resolved]
        full = [(m, b) for m, b in resolved if b]
        pairs: dict[tuple[str, str], list[tuple[int, str]]] = {}
        for m, b in full:
            if m.ordinal and m.term:
                pairs.setdefault((m.type, b.key), []).append((m.ordinal, m.term))
        for m, b in sorted(full, key=lambda pair: _vagueness(pair[0])):
            ordinal, term = m.ordinal, m.term
            if b.key == PARTY and m.type == "congress" and not ordinal and (khoa := _COUNTED.search(fold(term))):
                ordinal, term = read_ordinal(khoa[1]), ""  # the Party counts its terms as its congresses
            for known_ordinal, known_term in pairs.get((m.type, b.key), []):
                if m.type == "congress" and (
                    (ordinal == known_ordinal and not term) or (term == known_term and not ordinal)
                ):
                    ordinal, term = known_ordinal, known_term
            if ordinal or term:
                self._add(m, b, ordinal, term)
            elif m.type == "congress" and _named(m) and b.key != PARTY:
                self._add_unnumbered(m, b)

    def _body(self, m: EventMention) -> Organ | None:
        if m.body and m.type == "congress" and m.body.type == _FRONT_COMMITTEE:
            front = replace(m.body, type="Mặt trận Tổ quốc Việt Nam")
            national = self._bodies.front() if front.place is None else None
            return national or self._bodies.resolve(front, m.sentence)
        if m.body:
            return self._bodies.resolve(
                replace(m.body, rule="body-implied") if m.body.rule == "body-known" else m.body, m.sentence
            )
        owner = self._owner(m) if m.type == "session" else None
        if owner and owner.type == "uy-ban-thuong-vu-quoc-hoi" and fold(m.text).startswith("kỳ họp"):
            owner = self._bodies.found[owner.parent]  # the standing committee holds a phiên họp
            self._bodies.named.setdefault(owner.key)
        return owner

    def _add(self, m: EventMention, body: Organ, ordinal: int, term: str) -> None:
        if m.type == "session" and (number := _COUNTED.search(fold(m.text))):
            term = f"khóa {roman(read_ordinal(number[1]))}"  # "khóa X, nhiệm kỳ 2021 - 2026": as sessions are counted
        key = (m.type, body.key, ordinal, "" if m.type == "congress" and ordinal else term)
        if m.type == "session" and not term.startswith("khóa"):  # a term of years counts no sessions
            same = [k for k in self.found if k[:3] == key[:3]]
            key = same[0] if same and (len(same) == 1 or not term) else key
        event = self.found.get(key)
        if event is None:
            parts = [body.key.partition("/")[2], m.type, str(ordinal or ""), key[3]]
            iri = f"event/{slug('-'.join(p for p in parts if p))}"
            shown = "" if m.type == "session" and term[:1].isdigit() else term
            event = self.found[key] = Event(iri, m.type, self.label(m, body, ordinal, shown), body, ordinal, term)
        event.term = event.term or term
        event.spans.setdefault(m.span)
        event.texts.setdefault(m.text)
        self._of[(m.sentence, m.first)] = event

    def _add_unnumbered(self, m: EventMention, body: Organ) -> None:
        """A congress of a body that is named: the only one of this body, if the article names one with its number."""
        known = [e for e in self.found.values() if e.kind == "congress" and e.body.key == body.key]
        if not known:
            self._add(m, body, 0, "")
        elif len(known) == 1:
            known[0].spans.setdefault(m.span)
            self._of[(m.sentence, m.first)] = known[0]

    def label(self, m: EventMention, body: Organ, ordinal: int, term: str) -> str:
        """Canonical name: Đại hội đại biểu Đảng bộ quận Bình Tân lần thứ XII, nhiệm kỳ 2020 - 2025."""
        when = f" lần thứ {roman(ordinal)}" if ordinal else ""
        tail = (f"{when}, {term_label(term)}" if when else f" {term_label(term)}") if term else when
        if m.type == "congress":
            if body.key == PARTY:
                return f"Đại hội đại biểu toàn quốc{when} của Đảng"
            national = " toàn quốc" if body.kind == "mass" and not body.place else ""
            return f"Đại hội đại biểu{national} {body.label}{tail}"
        if m.rule == "plenum":
            return f"Hội nghị Trung ương {ordinal}" + (f" {term}" if term else "")
        if m.text.lower().startswith("hội nghị"):
            return f"Hội nghị {body.label} lần thứ {ordinal}" + (f" {term_label(term)}" if term else "")
        return f"Kỳ họp thứ {ordinal} {body.label}" + (f" {term_label(term)}" if term else "")

    def of(self, m: EventMention) -> Event | None:
        """The event a mention stands for."""
        return self._of.get((m.sentence, m.first))
