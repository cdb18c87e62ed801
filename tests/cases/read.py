"""What the product reads in the text of a case: `read(text)["Tenure"]` → `[Found(("Lê An", "Bí thư", …), ())]`.

Entities and facts are compared by their names, in the order of fields that `table.py` and the tables use; what only a
sentence knows (dates, role phrases, acts) by what the finders say of it.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.entities.context import walk
from kg.lexicon import acts
from kg.mentions import find
from kg.model import ActMention, DateMention, Document, Entity, Mention, Reading, RoleMention, Span, Statement
from kg.pipeline import read_article
from kg.text.fold import modern
from kg.text.segment import sentences
from tests.cases.table import Case, Fields, Mark, marked

_BODIES = {"PartyBody": "party", "StateBody": "state", "MassOrganization": "mass", "OtherBody": "other"}
_PLACES = ("Province", "Municipality", "District", "Commune", "Hamlet")
CHANGES = ("Election", "Reelection", "Appointment", "Transfer", "Removal", "Resignation", "Retirement", "Discipline")
_SLOTS = {
    "Tenure": ("member", "role", "organization", "status", "inTerm", "startDate", "endDate"),
    **dict.fromkeys(CHANGES, ("member", "role", "organization", "date", "decidedBy", "form")),
}
# What each table is about; the first is the kind of its marks.
ABOUT: Mapping[str, tuple[str, ...]] = {
    "person": ("Person",),
    "role": ("Role",),
    "body": ("Body",),
    "place": ("Place",),
    "document": ("Document",),
    "symbol": ("Document",),
    "event": ("Event",),
    "date": ("Date",),
    "act": ("Act",),
    "tenure": ("Tenure",),
    "change": CHANGES,
    "issuance": ("passed_by",),
    "implementation": ("implements",),
    "relation": ("amends", "repeals", "based_on"),
    "context": ("Tenure", *CHANGES),
}


@dataclass(frozen=True, slots=True)
class Found:
    """Something the product read: its fields as in the tables, and where the text says it."""

    fields: Fields
    spans: tuple[Span, ...] = ()


def misread(case: Case, text: str) -> list[str]:
    """What a case in one spelling gives too little or too much, in words; empty when all is as it says."""
    plain, marks = marked(text)
    found = read(plain, case.date)
    kinds = set(ABOUT[case.table]) | {kind for kind, _ in case.facts}
    marked_kind = ABOUT[case.table][0] if marks else ""
    said = []
    for kind in sorted(kinds):
        if kind == marked_kind:
            said += _compare_marks(kind, plain, marks, found[kind])
        else:
            wanted = [fields for name, fields in case.facts if name == kind]
            said += _compare(kind, wanted, [f.fields for f in found[kind]])
    return said


def _compare(kind: str, wanted: Sequence[Fields], found: Sequence[Fields]) -> list[str]:
    left = list(found)
    said = []
    for fields in sorted(wanted, key=len, reverse=True):
        match = next((f for f in left if _agree(fields, f)), None)
        if match:
            left.remove(match)
        else:
            said.append(f"missing {_line(kind, fields)}")
    return said + [f"spurious {_line(kind, fields)}" for fields in left]


def _compare_marks(kind: str, plain: str, marks: Sequence[Mark], found: Sequence[Found]) -> list[str]:
    """Every mark must lie within a quote of what it stands for, and every quote must hold such a mark."""
    missing = dict.fromkeys(marks)
    said = []
    for f in found:
        for span in f.spans:
            covered = [m for m in marks if span.start <= m.start and m.end <= span.end and _agree(m.fields, f.fields)]
            for m in covered:
                missing.pop(m, None)
            if not covered:
                said.append(f"spurious {_line(kind, f.fields)} in “{plain[span.start : span.end]}”")
    return [f"missing {_line(kind, m.fields)} in “{plain[m.start : m.end]}”" for m in missing] + said


def _agree(wanted: Fields, found: Fields) -> bool:
    return all(modern(w) == modern(f) for w, f in zip(wanted, found, strict=False)) and len(wanted) <= len(found)


def _line(kind: str, fields: Fields) -> str:
    return unicodedata.normalize("NFC", f"{kind}: {' | '.join(f or '-' for f in fields)}")


def read(text: str, date: str = "") -> dict[str, list[Found]]:
    """All that the product reads in a text, by kind."""
    reading = read_article(Document("case", text, date=date))
    found: dict[str, list[Found]] = defaultdict(list)
    for kind, thing in (*_entities(reading), *_statements(reading), *_mentions(text)):
        found[kind].append(thing)
    return found


def _entities(reading: Reading) -> Iterator[tuple[str, Found]]:
    names = {e.key: e.label for e in reading.entities}
    targets = {(s.kind, s.slots["subject"]): s.slots["object"] for s in reading.statements if "subject" in s.slots}

    def target(kind: str, e: Entity) -> str:
        key = targets.get((kind, e.key), "")
        return names.get(key, key)

    for e in reading.entities:
        if e.kind == "Person":
            yield "Person", Found((e.label, "credit" if "credit" in e.slots else e.slots.get("rank", "")), e.mentions)
        elif e.kind in _BODIES:
            yield "Body", Found((e.label, _BODIES[e.kind]), e.mentions)
        elif e.kind in _PLACES:
            yield "Place", Found((e.label, target("containedInPlace", e)), e.mentions)
        elif e.kind in ("Congress", "Session"):
            fields = (e.kind, target("organizer", e), e.slots.get("ordinal", ""), e.slots.get("inTerm", ""))
            yield "Event", Found(fields, e.mentions)
        else:
            issuer, date, term = target("passed_by", e), e.slots.get("date_document", ""), e.slots.get("inTerm", "")
            yield "Document", Found((e.label, issuer, date, term), e.mentions)


def _statements(reading: Reading) -> Iterator[tuple[str, Found]]:
    names = {e.key: e.label for e in reading.entities}

    def fields(s: Statement, *slots: str) -> Fields:
        return tuple(names.get(s.slots.get(slot, ""), s.slots.get(slot, "")) for slot in slots)

    for s in reading.statements:
        yield s.kind, Found(fields(s, *_SLOTS.get(s.kind, ("subject", "object"))), s.evidence)


def _mentions(text: str) -> Iterator[tuple[str, Found]]:
    for sentence in sentences(text):
        for m in find(sentence):
            if isinstance(m, DateMention):
                yield "Date", Found((m.value,), (m.span,))
            elif isinstance(m, RoleMention):
                yield "Role", Found((m.role, m.status, m.term), (m.span,))
            elif isinstance(m, ActMention) and acts()[m.act].kind:
                yield "Act", Found((m.act,), (m.span,))


def quotes(text: str, date: str = "") -> Iterator[tuple[Span, str]]:
    """Every span the product makes of a text, with the words it takes it for ("" when it does not say)."""
    for sentence in sentences(text):
        for top in find(sentence):
            yield from ((m.span, m.text) for m in walk(top) if isinstance(m, Mention))
    reading = read_article(Document("case", text, date=date))
    for e in reading.entities:
        yield from ((span, "") for span in e.mentions)
    for s in reading.statements:
        yield from ((span, "") for span in s.evidence)
