"""Reading a sentence with the lexicons: `Scan(sentence).longest("role", 0)` → the role word that begins at token 0.

One pass of an Aho-Corasick automaton over the folded tokens finds every word of every lexicon; the finders then look up
what begins at a token instead of searching.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

import ahocorasick

from kg.lexicon import acts, body_types, document_types, place_types, role_words, sectors, surnames, words
from kg.model import Sentence, Span
from kg.reference import gazetteer
from kg.reference.known import known_bodies
from kg.text.fold import fold

LISTS = (
    "honorifics", "academic", "ranks", "former", "incoming", "acting", "eponyms", "stops", "compounds", "countries",
    "activities", "tails",
)  # fmt: skip


P = ParamSpec("P")
T = TypeVar("T")


class Hit(NamedTuple):
    """A lexicon word that ends before token `last`; `word` is its record or canonical form."""

    last: int
    word: Any
    capitals: bool = False


@cache
def _automaton() -> Any:
    """Every form of every lexicon → [(category, word, its capitals)], in spaces so that only whole tokens match."""
    forms: dict[str, list[tuple[str, Any, tuple[str, ...]]]] = {}
    for category, form, word in _forms():
        capitals = tuple(form.split()) if any(c.isupper() for c in form) else ()
        forms.setdefault(f" {fold(form)} ", []).append((category, word, capitals))
    automaton = ahocorasick.Automaton()
    for form, entries in forms.items():
        automaton.add_word(form, (len(form), form.count(" ") - 1, entries))
    automaton.make_automaton()
    return automaton


def _forms() -> Iterator[tuple[str, str, Any]]:
    """(category, form, record or canonical form) of every lexicon."""
    records = {
        "role": role_words(),
        "body": body_types().values(),
        "place": place_types().values(),
        "document": document_types().values(),
        "act": acts().values(),
        "known": known_bodies().values(),
    }
    for category, entries in records.items():
        for entry in entries:
            for form in entry.forms:  # type: ignore[attr-defined]
                yield category, form, entry
    for names in sectors():
        for name in names:
            yield "sector", _spaced(fold(name)), names[0]
    for name in LISTS:
        for form in words(name):
            yield name, form, form
    for level in gazetteer.LEVELS:
        for place in gazetteer.names(level):
            key = fold(place)
            dashed = {_spaced(key), _spaced(key.replace(" - ", " ")), _spaced(key.replace("-", " - "))}
            for form in dashed | {f.replace("'", " ' ") for f in dashed}:  # Cư M'gar, Cư M ' Gar
                yield "name", form, key


def _cased(text: str, form: str) -> bool:
    """Whether a token has the capitals that its lexicon form asks for."""
    return text.isupper() if form.isupper() and len(form) > 1 else text[0].isupper() or not form[0].isupper()


def _spaced(form: str) -> str:
    """Punctuation as tokens of its own, as the tokenizer makes them."""
    for mark in ",-&":
        form = form.replace(mark, f" {mark} ")
    return " ".join(form.split())


_DEPTH = 8  # how many bodies or places may lie inside each other


def bounded(
    read: Callable[Concatenate[Scan, int, P], T | None],
) -> Callable[Concatenate[Scan, int, P], T | None]:
    """A reader that calls itself for what lies inside, made to end on any text: Đảng ủy Đảng ủy Đảng ủy."""

    @wraps(read)
    def bound(scan: Scan, i: int, /, *args: P.args, **kwargs: P.kwargs) -> T | None:
        if scan.depth == _DEPTH:
            return None
        scan.depth += 1
        try:
            return read(scan, i, *args, **kwargs)
        finally:
            scan.depth -= 1

    return bound


class Scan:
    """A sentence with all lexicon hits.  Positions are token indices; reading past the end gives "" and False."""

    __slots__ = ("_hits", "depth", "keys", "sentence", "size", "texts")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.texts = sentence.texts
        self.keys = sentence.keys
        self.size = len(self.texts)
        self.depth = 0
        self._hits: dict[tuple[str, int], list[Hit]] = {}
        line = " " + " ".join(self.keys) + " "
        at = {}
        position = 0
        for i, key in enumerate(self.keys):
            at[position] = i
            position += len(key) + 1
        for end, (length, count, entries) in _automaton().iter(line):
            first = at[end - length + 1]
            for category, word, capitals in entries:
                if capitals and not all(map(_cased, self.texts[first : first + count], capitals)):
                    continue
                self._hits.setdefault((category, first), []).append(Hit(first + count, word, bool(capitals)))

    def longest(self, category: str, i: int) -> Hit | None:
        """The longest word of a category that begins at token i."""
        found = self._hits.get((category, i))
        return max(found, key=lambda hit: hit.last) if found else None

    def every(self, category: str, i: int) -> list[Hit]:
        """All words of a category that begin at token i, longest first."""
        return sorted(self._hits.get((category, i), ()), key=lambda hit: -hit.last)

    def key(self, i: int) -> str:
        """The folded token i."""
        return self.keys[i] if 0 <= i < self.size else ""

    def capital(self, i: int) -> bool:
        """Whether token i is a word that begins with a capital letter."""
        return 0 <= i < self.size and self.texts[i][0].isupper()

    def run(self, i: int, most: int = 8) -> int:
        """The end of the run of capitalised words that begins at token i."""
        j = i
        while j < self.size and j - i < most and self.texts[j][0].isupper():
            j += 1
        return j

    def skip(self, i: int, *keys: str) -> int:
        """I + 1 when token i is one of the keys, else i."""
        return i + 1 if self.key(i) in keys else i

    def skip_gloss(self, i: int) -> int:
        """Past an abbreviation in brackets: Ban Thường vụ (BTV) Quận ủy."""
        if self.key(i) != "(":
            return i
        for j in range(i + 1, min(i + 6, self.size)):
            if self.key(j) == ")":
                inside = "".join(self.texts[i + 1 : j]).replace("&", "").replace("-", "")
                return j + 1 if inside.isupper() else i
        return i

    def compound(self, i: int, last: int) -> bool:
        """Whether the word at tokens [i, last) shares a syllable with a compound that says something else."""
        before = any(hit.last > i for hit in self.every("compounds", i - 1)) if i else False
        if last < self.size and self.capital(last) and not self.texts[last - 1].isupper():
            return before  # thị xã Hội An: a capital begins a new word
        return before or any(hit.last > last for k in range(i, last) for hit in self.every("compounds", k))

    def surname(self, i: int) -> bool:
        """Whether token i is a capitalised family name."""
        return self.capital(i) and self.keys[i] in surnames()

    def spelled(self, first: int, last: int) -> str:
        """The text of tokens [first, last) with single spaces, none around hyphens, slashes and before commas."""
        out = " ".join(self.texts[first:last])
        return out.replace(" ,", ",").replace("( ", "(").replace(" )", ")")

    def written(self, first: int, last: int) -> str:
        """The text of tokens [first, last) with a space only where the source has one."""
        starts, ends = self.sentence.starts, self.sentence.ends
        apart = (" " if k + 1 < last and starts[k + 1] > ends[k] else "" for k in range(first, last))
        return "".join(text + space for text, space in zip(self.texts[first:last], apart, strict=True))

    def span(self, first: int, last: int) -> Span:
        """Where tokens [first, last) stand in the source."""
        return Span(self.sentence.starts[first], self.sentence.ends[last - 1])

    def base(self, first: int, last: int, rule: str) -> tuple[int, int, int, Span, str, str]:
        """The first six fields of a Mention of tokens [first, last)."""
        return (self.sentence.index, first, last, self.span(first, last), self.written(first, last), rule)

    def positions(self) -> Iterator[int]:
        """All token positions."""
        return iter(range(self.size))
