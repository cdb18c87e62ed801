"""A difference of two graphs on paper: `write(difference, "words", sys.stdout)` → `~ Bí thư, …: current → former`.

Words for a reader, JSON for a program, Turtle for a graph of differences; each entry with the quotes that say so.
"""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Final, TextIO

from kg.errors import InputError
from kg.graph.compare import Difference, Entry, Said, Value
from kg.graph.snapshot import Article, Quote, local
from kg.graph.vocabulary import KGO, iri
from kg.views.console import one_line
from kg.views.delta import delta
from kg.views.notes import day
from kg.views.words import CHANGES, DETAILS, KINDS, LEVELS, RELATIONS, STATUSES

_WIDTH: Final = 120
_SIGNS: Final = {"came": "+", "went": "-", "changed": "~", "evidence": "="}
_HEADINGS: Final = {
    "person": "People",
    "body": "Bodies",
    "document": "Official documents",
    "event": "Congresses and sessions",
    "locality": "Localities",
}
_SLOTS: Final = {"type": "kind", "prefLabel": "name", "decidedBy": "by", "underDocument": "under"}
# What a tenure or change says before its values, and values that need no name before them.
_ROLE, _BODY, _TYPE = iri("org:role"), iri("org:organization"), iri("rdf:type")
_HEAD: Final = frozenset((_ROLE, _BODY, _TYPE, iri("org:member")))
_BARE: Final = frozenset(("status", "modality", "form", "type"))
# Classes that say no more than the heading does.
_WIDEST: Final = frozenset(("Person", "OfficialDocument"))
_READERS: Final[dict[str, Callable[[str], str]]] = {
    **dict.fromkeys(("date", "date_document", "startDate", "endDate", "birthDate", "validFrom", "validUntil"), day),
    **dict.fromkeys(("status", "modality"), lambda text: STATUSES[text].en if text in STATUSES else text),
    "level": lambda text: LEVELS[text].en if text in LEVELS else text,
}
# What is said of a thing in a line; JSON has all.
_THING: Final = ("type", "containedInPlace", "rank", "date_document", "about", "inTerm", "startDate", "endDate")
_QUOTED: Final = 3  # quotes of a side, each of so many characters; JSON has all
_LONGEST: Final = 240


def write(difference: Difference, form: str, stream: TextIO, *, evidence: bool = False) -> None:
    """Write a difference as "words", "json" or "turtle".

    With `evidence` also the facts that stay the same and are told by other articles.
    Raises InputError when there is no such form.
    """
    wanted = [entry for entry in difference.entries if evidence or entry.how != "evidence"]
    _FORMS[checked(form)](difference, wanted, stream)


def checked(form: str) -> str:
    """Return the name of a form.  Raises InputError when there is no such form."""
    if form not in _FORMS:
        raise InputError(f'no format "{form}": choose {", ".join(_FORMS)}')
    return form


def summary(difference: Difference) -> str:
    """Count what differs, in one line.

    >>> summary(Difference("", {}, {}, ()))
    'No fact differs (articles: 0 before, 0 after).'
    """
    came, went, changed, same = map(difference.count, _SIGNS)
    line = f"Facts: {came:,} came (+), {went:,} went (-), {changed:,} changed (~)"
    line = line if came or went or changed else "No fact differs"
    line += f" (articles: {len(difference.old):,} before, {len(difference.new):,} after)."
    return f"{line} Told by other articles (=, --evidence lists them): {same:,}." if same else line


def _words(difference: Difference, entries: list[Entry], stream: TextIO) -> None:
    width = shutil.get_terminal_size().columns if stream.isatty() else _WIDTH
    lines = [summary(difference)]
    for group, some in groupby(entries, key=lambda entry: entry.about.group):
        lines += ["", _HEADINGS.get(group, "Others")]
        for about, its in groupby(some, key=lambda entry: entry.about):
            listed = list(its)
            name = about.label + (f" [{about.note}]" if about.note else "")
            own = next((entry for entry in listed if entry.kind == group), None)
            lines.append("")
            lines += _entry(own, name, difference, width, "") if own else _wrapped(name, width, "  ", "      ")
            for entry in listed:
                if entry is not own:
                    lines += _entry(entry, "", difference, width, "  ")
    stream.writelines(one_line(line).rstrip() + "\n" for line in lines)


def _entry(entry: Entry, name: str, difference: Difference, width: int, indent: str) -> Iterator[str]:
    """Write one entry: a line with its sign, and the quotes of the old side (-) and of the new (+)."""
    text = ": ".join(part for part in (name, sentence(entry)) if part)
    yield from _wrapped(text, width, f"{indent}{_SIGNS[entry.how]} ", indent + "    ")
    both = entry.how in ("changed", "evidence")
    old, new = (said.quotes if said else () for said in (entry.old, entry.new))
    # A quote that stands on both sides tells nothing of the change.
    only_old, only_new = ([q for q in one if q not in other] for one, other in ((old, new), (new, old)))
    for sign, quotes, articles in (("-", only_old, difference.old), ("+", only_new or new, difference.new)):
        first = f"{indent}    {sign if both else ' '} "
        for quote in quotes[:_QUOTED]:
            yield from _wrapped(_quoted(quote, articles), width, first, indent + "      ")
        if len(quotes) > _QUOTED:
            yield f"{first}… {len(quotes) - _QUOTED} more"


def _quoted(quote: Quote, articles: Mapping[str, Article]) -> str:
    """Write a quote and where it stands: “…” (article, date, characters)."""
    text = " ".join(quote.text.split())
    text = text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(" ")[0] + " …"
    date = articles[quote.article].date
    where = (quote.article.rpartition("/")[2], day(date), f"{quote.start}-{quote.end}")
    return f"“{text}” ({', '.join(part for part in where if part)})"


def sentence(entry: Entry) -> str:
    """Say an entry in one line, without what it is about: `Bí thư, Huyện ủy Cần Giờ; status: current → former`."""
    said = entry.new or entry.old
    if said is None:
        return ""
    turned = [f"{_slot(local(prop))}: {_turned(entry, prop)}" for prop in sorted(entry.changed, key=_rank)]
    if entry.kind == entry.about.group:
        parts = turned or [_told(prop, said) for prop in sorted(said.values, key=_rank) if local(prop) in _THING]
    elif said.subject != said.node:
        verb = RELATIONS[entry.kind].en if entry.kind in RELATIONS else entry.kind
        parts = [f"{verb}: {_turned(entry, prop) if turned else _read(prop, said)}" for prop in said.values]
    else:
        verb = CHANGES[entry.kind].en if entry.kind in CHANGES else ""
        post = ", ".join(_read(prop, said) for prop in (_ROLE, _BODY) if prop in said.values)
        rest = [prop for prop in sorted(said.values, key=_rank) if prop not in _HEAD]
        parts = [": ".join(part for part in (verb, post) if part), *(turned or (_told(prop, said) for prop in rest))]
    return "; ".join(part for part in parts if part)


def _turned(entry: Entry, prop: str) -> str:
    old, new = (_read(prop, said) if said else "" for said in (entry.old, entry.new))
    return f"{old or 'none'} → {new or 'none'}"


def _told(prop: str, said: Said) -> str:
    text, slot = _read(prop, said), local(prop)
    return text if slot in _BARE or not text else f"{_slot(slot)} {text}"


def _read(prop: str, said: Said) -> str:
    """Say the values of a property for the eye."""
    slot, values = local(prop), said.values.get(prop, ())
    if slot == "type":
        kinds = {local(value.text) for value in values if value.text.startswith(KGO)} & KINDS.keys()
        return ", ".join(KINDS[kind][1].en for kind in sorted(kinds - _WIDEST))
    reader = _READERS.get(slot, str)
    return ", ".join(reader(value.text) for value in values)


def _slot(slot: str) -> str:
    """Name a property: the panel's word for it, or its own name."""
    found = DETAILS.get(slot) or RELATIONS.get(slot)
    return _SLOTS.get(slot) or (found.en.lower() if found else slot)


def _rank(prop: str) -> tuple[bool, int, str]:
    """Order properties: what needs no name first, then as on the page."""
    slot = local(prop)
    return slot not in _BARE, [*DETAILS].index(slot) if slot in DETAILS else len(DETAILS), slot


def _wrapped(text: str, width: int, first: str, rest: str) -> list[str]:
    wide = max(width, len(rest) + 20)
    return textwrap.wrap(text, wide, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def _json(difference: Difference, entries: list[Entry], stream: TextIO) -> None:
    counts = {how: difference.count(how) for how in _SIGNS}
    articles = {"old": len(difference.old), "new": len(difference.new)}
    found = {"articles": articles, "counts": counts, "entries": [_record(entry, difference) for entry in entries]}
    json.dump(found, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def _record(entry: Entry, difference: Difference) -> dict[str, object]:
    record: dict[str, object] = {"how": entry.how, "kind": entry.kind, "about": entry.about._asdict()}
    if entry.changed:
        record["changed"] = [local(prop) for prop in entry.changed]
    for age, said, articles in (("old", entry.old, difference.old), ("new", entry.new, difference.new)):
        if said:
            values = {local(prop): [_plain(value) for value in some] for prop, some in said.values.items()}
            quotes = [q._asdict() | {"date": articles[q.article].date} for q in said.quotes]
            record[age] = {"iri": said.node, "values": values, "quotes": quotes}
    return record


def _plain(value: Value) -> str | dict[str, str]:
    """Return a literal as text, another node as its IRI with its label where it has one."""
    term, text = value
    return {"iri": term.value, "label": text} if term.kind == "iri" and text != term.value else term.value


def _turtle(difference: Difference, entries: list[Entry], stream: TextIO) -> None:
    stream.write(delta(difference, entries, summary(difference), sentence).decode())


_Writer = Callable[[Difference, list[Entry], TextIO], None]
_FORMS: Final[dict[str, _Writer]] = {"words": _words, "json": _json, "turtle": _turtle}
