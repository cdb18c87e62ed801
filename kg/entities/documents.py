"""Official documents of an article: `Nghị quyết 54` = `Nghị quyết 54/2017 của Quốc hội`, known by number and issuer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.entities.bodies import Bodies, Organ
from kg.entities.events import Event, Events, term_label
from kg.lexicon import document_types
from kg.model import DocumentMention, Span
from kg.text.fold import slug
from kg.text.numerals import roman


@dataclass(slots=True)
class Paper:
    """One official document."""

    key: str
    cls: str
    type: str
    label: str
    symbol: str = ""
    date: str = ""
    term: str = ""
    issuer: str = ""
    spans: dict[Span, None] = field(default_factory=dict)
    texts: dict[str, None] = field(default_factory=dict)


class Documents:
    """The documents of one article, merged by type and number."""

    def __init__(self, mentions: Iterable[DocumentMention], bodies: Bodies, events: Events) -> None:
        self._bodies = bodies
        self.found: dict[str, Paper] = {}
        self._of: dict[tuple[int, int], Paper] = {}
        everyone = list(mentions)
        # Fullest forms first: symbol, then number, then title.
        for m in sorted(everyone, key=lambda m: (not m.symbol, not m.number, m.span)):
            event = events.of(m.event) if m.event else None
            if m.event and event is None:
                continue
            self._add(m, event)

    def _add(self, m: DocumentMention, event: Event | None) -> None:
        number = m.number.lstrip("0") or m.number
        for paper in self.found.values():
            same_number = bool(number) and paper.symbol.split("/")[0].split("-")[0].lstrip("0") == number
            one, other = sorted((paper.date, m.date), key=len)
            if not other.startswith(one):
                continue  # the same number in another term or year
            if paper.type == m.type and ((m.symbol and paper.symbol == m.symbol) or same_number):
                self._keep(m, paper)
                return
        issuer = self._bodies.resolve(m.issuer, m.sentence, inner=True) if m.issuer else None
        label = self._label(m, event, issuer)
        tail = [m.symbol or m.number or label.removeprefix(m.type)]
        if not m.symbol and issuer and not event:
            tail.append(issuer.key.partition("/")[2])
        if m.term and not m.name:
            tail.append(m.term)
        key = f"document/{slug(m.type)}-{slug('-'.join(tail))}"
        if key in self.found and m.date:
            key = f"{key}-{m.date}"
        if key not in self.found:
            cls = document_types()[m.type].cls
            self.found[key] = Paper(key, cls, m.type, label, m.symbol, m.date, m.term)
            self.found[key].issuer = event.body.key if event else self._by_code(m)
        self._keep(m, self.found[key])

    def _keep(self, m: DocumentMention, paper: Paper) -> None:
        paper.spans.setdefault(m.span)
        paper.texts.setdefault(m.text)
        paper.date = max(paper.date, m.date, key=len)
        paper.term = paper.term or m.term
        self._of[(m.sentence, m.first)] = paper

    def _label(self, m: DocumentMention, event: Event | None, issuer: Organ | None) -> str:
        if event and m.event:
            when = f" lần thứ {roman(m.event.ordinal)}" if m.event.ordinal else f" {term_label(m.event.term)}"
            return f"{m.name} {_congress(event)}{when}"
        if m.symbol:
            return f"{m.type} số {m.symbol}"
        if m.number:
            year = f" năm {m.date}" if len(m.date) == 4 else ""
            return f"{m.type} số {m.number}{year}"
        if issuer and m.rule in ("document-task",):
            return f"{m.name} của {issuer.label}"
        return m.name

    def _by_code(self, m: DocumentMention) -> str:
        code = m.symbol.replace("/", "-").split("-")[-1].rstrip("0123456789")
        organ = self._bodies.by_code(code, m.sentence, m.span)
        return organ.key if organ else ""

    def of(self, m: DocumentMention) -> Paper | None:
        """The document a mention stands for."""
        return self._of.get((m.sentence, m.first))


def _congress(event: Event) -> str:
    return "Đại hội" if event.body.key == "body/dang-cong-san-viet-nam" else f"Đại hội {event.body.label}"
