"""Who is who in an article: `ông Khôi` → Trần Văn Khôi, `NGUYỄN VŨ PHƯƠNG` = `Nguyễn Vũ Phương`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.model import PersonMention, Span
from kg.text.fold import fold, slug


@dataclass(slots=True)
class Person:
    """One person of an article, gathered from its mentions."""

    key: str
    label: str
    labels: dict[str, None] = field(default_factory=dict)
    ranks: dict[str, None] = field(default_factory=dict)
    honorifics: dict[str, None] = field(default_factory=dict)
    spans: dict[Span, None] = field(default_factory=dict)
    credit: bool = True

    @property
    def sex(self) -> str:
        """Ông or bà, as the article always says; "" when it says neither, or both."""
        said = {h.lower() for h in self.honorifics} & {"ông", "bà"}
        return said.pop() if len(said) == 1 else ""


class People:
    """The people of one article: full names first, then short forms point to them."""

    def __init__(self, mentions: Iterable[PersonMention]) -> None:
        heard = list(mentions)
        everyone = [m for m in heard if not m.pronoun]
        self.found: dict[str, Person] = {}
        self._of: dict[tuple[int, int], Person] = {}
        self.unknown: list[PersonMention] = []
        full = [m for m in everyone if len(m.name.split()) >= 2]
        names = sorted({fold(m.name): None for m in full}, key=lambda n: -len(n.split()))
        tails = {n for n in names if any(_tail(n, o) for o in names)}
        for m in full:
            if fold(m.name) not in tails:
                self._add(m, fold(m.name))
        for m in everyone:
            if (m.sentence, m.first) not in self._of:
                self._short(m)
        # A given name that fits nobody: somebody whom another article may name in full.
        self.alone: dict[str, Person] = {}
        for m in self.unknown:
            if m.rule != "person-after-role" and not m.name.endswith(
                "."
            ):  # a lone word behind an office is seldom a name: Bộ trưởng | Các …
                self._add(m, fold(m.name), self.alone)
        self._subjects: dict[int, Person] = {}
        begun: set[int] = set()  # sentences in which somebody has been named
        for m in sorted(heard, key=lambda m: (m.sentence, m.first)):
            if m.pronoun:
                self._pronoun(m, leads=m.sentence not in begun)
            elif m.first == 0 and not m.credit and (person := self.of(m)):
                self._subjects[m.sentence] = person
            begun.add(m.sentence)

    def _add(self, m: PersonMention, key: str, among: dict[str, Person] | None = None) -> None:
        people = self.found if among is None else among
        person = people.get(key)
        if person is None:
            person = people[key] = Person(f"person/{slug(m.name)}", m.name)
        if not person.label.istitle() and m.name.istitle() and fold(m.name) == fold(person.label):
            person.label = m.name
        titled = m.text.lower().startswith(m.honorific.lower())
        if written := (m.text[len(m.honorific) :] if titled else m.text).strip():
            person.labels.setdefault(m.name if not m.rank and not m.honorific else written.removeprefix(m.rank).strip())
        if m.rank:
            person.ranks.setdefault(m.rank)
        if m.honorific:
            person.honorifics.setdefault(m.honorific)
        person.credit = person.credit and m.credit
        person.spans.setdefault(m.span)
        self._of[(m.sentence, m.first)] = person

    def _short(self, m: PersonMention) -> None:
        """A given name (or two): the person whose name ends so, the one named last before it if there are several."""
        key = fold(m.name)
        fits = [(n, p) for n, p in self.found.items() if _tail(key, n) and not p.credit]
        if not fits:
            self.unknown.append(m)
            return
        before = [(max((s for s in p.spans if s.start < m.span.start), default=Span(-1, -1)), n) for n, p in fits]
        self._add(m, max(before)[1])

    def _pronoun(self, m: PersonMention, *, leads: bool) -> None:
        """Whom ông or bà means: the subject of the sentence before, else who was named last and can be meant.

        Nobody of the other sex can; tôi is the only person of the article.  `leads`: nobody is named before it in its
        sentence (Trước khi nghỉ hưu, ông …).
        """
        real = [p for p in self.found.values() if not p.credit]
        if m.honorific == "tôi":
            if len(real) == 1:
                self._of[(m.sentence, m.first)] = real[0]
            return
        other = {"ông": "bà", "bà": "ông"}.get(m.honorific, "")
        fits = [p for p in real if other not in p.honorifics]
        subject = self._subjects.get(m.sentence - 1)
        if leads and subject and any(p is subject for p in fits):
            self._of[(m.sentence, m.first)] = self._subjects[m.sentence] = subject
            return
        before = [(max((s for s in p.spans if s.start < m.span.start), default=Span(-1, -1)), p) for p in fits]
        before = [(s, p) for s, p in before if s.start >= 0]
        if before:
            person = max(before, key=lambda pair: pair[0])[1]
            self._of[(m.sentence, m.first)] = person
            if leads:
                self._subjects[m.sentence] = person

    def of(self, m: PersonMention) -> Person | None:
        """The person a mention stands for; None for a short form that fits nobody."""
        return self._of.get((m.sentence, m.first))


def _tail(short: str, name: str) -> bool:
    return len(short) < len(name) and name.endswith(" " + short)
