"""Official documents of an article: `Nghị quyết 54` = `Nghị quyết 54/2017 của Quốc hội`, known by number and issuer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.entities.bodies import Bodies
from kg.entities.events import Event, Events, term_label
from kg.entities.organs import Organ
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
    number: str = ""
    by: str = ""
    about: str = ""
    spans: dict[Span, None] = field(default_factory=dict)
    texts: dict[str, None] = field(default_factory=dict)


class Documents:
    """The documents of one article, merged by type and number."""

    def __init__(self, mentions: Iterable[DocumentMention], bodies: Bodies, events: Events) -> None:
        self._bodies = bodies
        self.found: dict[str, Paper] = {}
        self._of: dict[tuple[int, int], Paper] = {}
        everyone = list(mentions)
        # Fullest forms first: symbol, then number, then title with its year.
        for m in sorted(everyone, key=lambda m: (not m.symbol, not m.number, not m.issuer, not m.date, m.span)):
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
        if same := self._same_number(m, issuer) or self._dated(m) or self._same_topic(m, issuer):
            self._keep(m, same)
            return
        label = self._label(m, event, issuer)
        tail = [m.symbol or m.number or label.removeprefix(m.type)]
        if not m.symbol and issuer and m.rule != "document-of" and (not event or m.rule == "document-plenum"):
            tail.append(issuer.key.partition("/")[2])
        if m.term and not m.name:
            tail.append(m.term)
        key = f"document/{slug(m.type)}-{slug('-'.join(tail))}"
        if key in self.found and m.date and not self.found[key].date.startswith(m.date):
            key = f"{key}-{m.date}"
        if key not in self.found:
            cls = document_types()[m.type].cls
            self.found[key] = Paper(key, cls, m.type, label, m.symbol, m.date, m.term, number=number)
            submitted = m.name != m.type and m.name.endswith(" trình")  # to the congress, not by it
            self.found[key].issuer = "" if submitted else event.body.key if event else self._by_code(m)
            self.found[key].by = issuer.key if issuer else ""
        self._keep(m, self.found[key])

    def _same_number(self, m: DocumentMention, issuer: Organ | None) -> Paper | None:
        """The only document that has just this number, too, and no other date, issuer or term."""
        says = (m.date, issuer.key if issuer else "", m.term)
        fits = [
            p
            for p in self.found.values()
            if m.number and not p.symbol and (p.type, p.number) == (m.type, m.number.lstrip("0") or m.number)
            if all(a.startswith(b) or b.startswith(a) for a, b in zip((p.date, p.by, p.term), says, strict=True))
        ]
        return fits[0] if len(fits) == 1 else None

    def _dated(self, m: DocumentMention) -> Paper | None:
        """The law that is named with its year elsewhere: Hiến pháp = Hiến pháp năm 2013, if no other year is named."""
        if m.rule != "document-title" or m.date:
            return None
        fits = [p for p in self.found.values() if p.type == m.type and p.date and p.label == f"{m.name} {p.date}"]
        return fits[0] if len(fits) == 1 else None

    def _same_topic(self, m: DocumentMention, issuer: Organ | None) -> Paper | None:
        """The document of the same kind about the same; one title may say more of it than the other."""
        if m.rule != "document-topic":
            return None
        fits = [
            p
            for p in self.found.values()
            if p.type == m.type and p.about and not (issuer and p.by and issuer.key != p.by)
            if f"{p.about} ".startswith(f"{m.about} ") or f"{m.about} ".startswith(f"{p.about} ")
        ]
        return fits[0] if fits else None

    def _keep(self, m: DocumentMention, paper: Paper) -> None:
        paper.spans.setdefault(m.span)
        paper.texts.setdefault(m.text)
        paper.date = max(paper.date, m.date, key=len)
        paper.term = paper.term or m.term
        paper.about = paper.about or m.about
        self._of[(m.sentence, m.first)] = paper

    def _label(self, m: DocumentMention, event: Event | None, issuer: Organ | None) -> str:
        if event and m.rule == "document-session":
            return f"{m.name} {event.label[0].lower()}{event.label[1:]}"
        if event and m.event and m.rule == "document-congress":
            when = f" lần thứ {roman(m.event.ordinal)}" if m.event.ordinal else f" {term_label(m.event.term)}"
            return f"{m.name} {_congress(event)}{when}"
        if m.symbol:
            return f"{m.type} số {m.symbol}"
        if m.number:
            year = f" năm {m.date}" if len(m.date) == 4 else ""
            return f"{m.type} số {m.number}{year}"
        if issuer and m.rule in ("document-task", "document-of"):
            return f"{m.name}{'' if m.name == m.type else ' của'} {issuer.label}"
        return m.name

    def _by_code(self, m: DocumentMention) -> str:
        code = m.symbol.replace("/", "-").split("-")[-1].rstrip("0123456789")
        organ = self._bodies.by_code(code, m.sentence, m.span)
        return organ.key if organ else ""

    def of(self, m: DocumentMention) -> Paper | None:
        """The document a mention stands for; `Quy định này` for the only one of its type named before it."""
        if m.rule != "document-this":
            return self._of.get((m.sentence, m.first))
        before = {p.key: p for at, p in self._of.items() if p.type == m.type and at < (m.sentence, m.first)}
        return next(iter(before.values())) if len(before) == 1 else None


def _congress(event: Event) -> str:
    return "Đại hội" if event.body.key == "body/dang-cong-san-viet-nam" else f"Đại hội {event.body.label}"
