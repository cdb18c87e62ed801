"""Which things a name may mean: `named(store, "body", "quan uy quan Binh Tan")` → the IRI of Quận ủy Bình Tân.

A name is compared as it is written, then without diacritics, then without the type words of places ("Quận ủy quận
Bình Tân" is "Quận ủy Bình Tân"), and last as part of a longer name.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from functools import cache
from typing import Final

from kg.errors import QueryError
from kg.graph.store import Store, Term, written
from kg.text.fold import fold, plain

CLASSES: Final = {
    "person": "kgo:Person",
    "body": "org:FormalOrganization",
    "locality": "?class VALUES ?class { schema:AdministrativeArea kgo:LinkedLocality }",
    "document": "kgo:OfficialDocument",
    "event": "schema:Event",
    "role": "kgo:Role",
    "term": "kgo:Term",
    "article": "kgo:Source",
    "entity": "",
}
_LABELS: Final = "skos:prefLabel|skos:altLabel|eli:id_local|dcterms:title"
_IRI: Final = re.compile(r'<?(https?://[^<>"{}|^`\\\s\x00-\x20]+)>?')
_DASH: Final = re.compile(r"\s*[-‐-―−]\s*")
# "Quận ủy" keeps its first word: it is a kind of body, not of place.
_PLACE: Final = re.compile(
    r"\b(?:thành phố|thanh pho|tp\.?|thị xã|thi xa|thị trấn|thi tran|tỉnh|tinh|quận|quan|huyện|huyen"
    r"|phường|phuong|xã|xa|đặc khu|dac khu)\s+(?!ủy\b|uy\b)"
)
_NUMBER: Final = re.compile(r"\b(?:số|so) (?=\d)")


def named(store: Store, kind: str, text: str) -> tuple[Term, ...]:
    """Return every thing of this kind with this name, or the one with this IRI.

    Raises QueryError, one line with the nearest names, when there is none or only several with longer names.
    """
    if found := _IRI.fullmatch(text):
        node = Term("iri", found[1])
        if not store.ask(f"ASK {{ {written(node)} ?property ?value }}"):
            raise QueryError(f"the graph does not know <{found[1]}>")
        return (node,)
    if nodes := _equal(store, kind, text):
        return nodes
    full = _expanded(text) if kind in ("body", "entity") else text
    # "UBND quận Bình Tân" is first the committee itself, and only then a part of "Văn phòng UBND quận Bình Tân".
    if nodes := _equal(store, kind, full) or _longer(store, kind, text) or _longer(store, kind, full):
        return nodes
    known = {plain(label): label for _, label in _labelled(store, kind, _beginnings(full))}
    nearest = [known[key] for key in difflib.get_close_matches(plain(full), known, n=3)]
    hint = f"; the nearest names are: {'; '.join(nearest)}" if nearest else ""
    raise QueryError(f'the graph knows no {kind} "{text}"{hint}')


def _equal(store: Store, kind: str, name: str) -> tuple[Term, ...]:
    short = _short(kind)
    candidates = _labelled(store, kind, _spelt(plain(short(name))))
    for key in (fold, plain, short, lambda text: plain(short(text))):
        wanted = key(_tidy(name))
        if nodes := {node for node, label in candidates if key(_tidy(label)) == wanted}:
            return tuple(sorted(nodes))
    return ()


def _longer(store: Store, kind: str, name: str) -> tuple[Term, ...]:
    """Return the one thing with a longer name that contains this one.  Raises QueryError when there are several."""
    key = plain(_short(kind)(_tidy(name)))
    part = re.compile(rf"(?<!\w){re.escape(key)}(?!\w)")
    candidates = _labelled(store, kind, _spelt(key))
    longer = {node: label for node, label in candidates if part.search(plain(_short(kind)(_tidy(label))))}
    if len(longer) > 1:
        names = sorted(set(longer.values()), key=lambda label: (len(label), label))
        raise QueryError(f'{len(longer)} names contain "{name}", give more of one: {"; ".join(names[:5])}')
    return tuple(longer)


def _expanded(text: str) -> str:
    """Write the abbreviations of body types out: "UBND quận" → "ủy ban nhân dân quận"."""
    from kg.lexicon import body_types

    full = {fold(form): fold(body.id) for body in body_types().values() for form in body.forms if " " not in form}
    return " ".join(full.get(word, word) for word in fold(text).split())


def _labelled(store: Store, kind: str, pattern: str) -> list[tuple[Term, str]]:
    """Return the things of a kind with each of their names that match; an article is also known by its IRI's end."""
    labels = f"?node {_LABELS} ?label"
    if kind == "article":
        labels = f'{{ {labels} }} UNION {{ ?node a kgo:Source BIND(REPLACE(STR(?node), "^.*/", "") AS ?label) }}'
    condition = f"FILTER(REGEX(STR(?label), {written(Term('literal', pattern))}, 'i'))" if pattern else ""
    # The subquery makes the engine sift the names before it asks for classes: twice as fast in a big graph.
    sifted = f"{{ SELECT ?node ?label WHERE {{ {labels} {condition} }} }}"
    of_class = f"?node a {CLASSES[kind]}" if CLASSES[kind] else ""
    rows = store.select(f"SELECT ?node ?label WHERE {{ {sifted} {of_class} }} ORDER BY ?label ?node").rows
    return [(node, label.value) for node, label in rows if node is not None and label is not None]


def _tidy(text: str) -> str:
    return _NUMBER.sub("", _DASH.sub("-", " ".join(fold(text).split())))


def _short(kind: str) -> Callable[[str], str]:
    """Return what drops the type words of places: from no person's name, and never what a body's name begins with."""
    if kind not in ("body", "locality", "event"):
        return fold
    first = 0 if kind == "locality" else 1
    return lambda text: fold(text)[:first] + _PLACE.sub("", fold(text)[first:])


def _spelt(text: str) -> str:
    """Return an expression that the engine sifts names with before they come here: the words in any spelling."""
    return "".join(_spellings().get(char, char) if char.isalnum() else ".*" for char in text[:60])


def _beginnings(text: str) -> str:
    """Return an expression that finds the names with a word that begins as a word of `text` does."""
    words = re.findall(r"\w+", plain(text))
    return rf"\b(?:{'|'.join(_spelt(word[:2]) for word in words)})" if words else ""


@cache
def _spellings() -> dict[str, str]:
    letters: dict[str, str] = {}
    for char in map(chr, (*range(0xC0, 0x250), *range(0x1EA0, 0x1F00))):
        base = plain(char)
        letters[base] = letters.get(base, base) + char
    letters["i"] = letters["y"] = letters["i"] + letters["y"]
    return {base: f"[{chars}]" for base, chars in letters.items() if len(chars) > 1 and len(base) == 1}
