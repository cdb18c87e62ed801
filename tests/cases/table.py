"""A table of cases as text → `[Case("person", "Chủ tịch tỉnh ⟦Lò Văn Pún⟧ …", (), …), …]`.

A case is a block of lines between blank lines.  Its lines at the margin are the text, a paragraph each; the indented
ones say what it states:

    Chiều 12/5/2021, HĐND tỉnh Lào Cai bầu ông Lý Văn Pao làm Phó Chủ tịch UBND tỉnh.
        Election: Lý Văn Pao | Phó Chủ tịch | Ủy ban nhân dân tỉnh Lào Cai | 2021-05-12

Where a table is about things that are named, the text marks them: `⟦UBND tỉnh → Ủy ban nhân dân tỉnh Lào Cai⟧`, or
only `⟦Lý Văn Pao⟧` when the name is as written.  Fields stand between `|`; what is left off at the end is not compared,
`-` says that there must be nothing.  A case must give all it lists and no other of the kind its table is about; kinds
of other tables are compared when a line lists one of them.  `date:` is the date of the article; `table:` and `why:` are
said of a known miss.  Lines that begin with # are comments.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
MISSES = "known_misses"
_MARK = re.compile(r"⟦([^⟦⟧]+?)(?: → ([^⟦⟧]+))?⟧")
_ABOUT_THE_CASE = ("date", "table", "why")
_OLD = ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ")
_NEW = ("òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy")
_NEW_PLACEMENT = re.compile(rf"(?<!q)({'|'.join(_NEW)})(?!\w)", re.IGNORECASE)

Fields = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One text and what it states; `lines` are the block as it stands in the file, from line `at` on."""

    table: str
    at: int
    lines: tuple[str, ...]
    text: str
    facts: tuple[tuple[str, Fields], ...]
    date: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked part of a text, at code points of the text without marks."""

    start: int
    end: int
    fields: Fields


def tables() -> list[str]:
    """The names of all tables."""
    return sorted(path.stem for path in FOLDER.glob("*.txt") if path.stem != MISSES)


def cases(name: str) -> list[Case]:
    """The cases of a table, or of the known misses."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [_case(name, at, block) for at, block in _blocks(lines)]


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    block: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip() and not line.startswith("#"):
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _case(name: str, at: int, block: list[str]) -> Case:
    text = "\n".join(line for line in block if not line[0].isspace())
    said: dict[str, str] = {}
    facts: list[tuple[str, Fields]] = []
    for line in block:
        if line[0].isspace():
            kind, colon, rest = line.strip().partition(": ")
            if not (colon and text):
                raise ValueError(f"{name}.txt:{at}: “{line.strip()}” is no “Kind: field | field” below a text")
            if kind in _ABOUT_THE_CASE:
                said[kind] = rest
            else:
                facts.append((kind, split(rest)))
    return Case(
        said.get("table", name), at, tuple(block), text, tuple(facts), said.get("date", ""), said.get("why", "")
    )


def split(fields: str) -> Fields:
    """The fields of a line.

    >>> split("Lê An | Bí thư | -")
    ('Lê An', 'Bí thư', '')
    """
    return tuple("" if field.strip() == "-" else field.strip() for field in fields.split("|"))


def marked(text: str) -> tuple[str, list[Mark]]:
    """A text without its marks, and the marks.

    >>> marked("Tại ⟦TP Vinh → thành phố Vinh⟧.")
    ('Tại TP Vinh.', [Mark(start=4, end=11, fields=('thành phố Vinh',))])
    """
    out: list[str] = []
    marks: list[Mark] = []
    size = last = 0
    for m in _MARK.finditer(text):
        out += [text[last : m.start()], m[1]]
        start = size + m.start() - last
        size = start + len(m[1])
        marks.append(Mark(start, size, split(m[2] or m[1])))
        last = m.end()
    return "".join([*out, text[last:]]), marks


def spellings(text: str) -> dict[str, str]:
    """A text in new (hòa, ủy) and old (hoà, uỷ) tone placement, composed and decomposed.

    >>> [unicodedata.normalize("NFC", s) for s in spellings("Ủy ban").values()]
    ['Ủy ban', 'Ủy ban', 'Uỷ ban', 'Uỷ ban']
    """
    old = _NEW_PLACEMENT.sub(_older, unicodedata.normalize("NFC", text))
    return {
        f"{form}, {placement}": unicodedata.normalize(form, spelled)
        for placement, spelled in (("new", text), ("old", old))
        for form in ("NFC", "NFD")
    }


def _older(m: re.Match[str]) -> str:
    old = _OLD[_NEW.index(m[1].lower())]
    return "".join(o.upper() if n.isupper() else o for o, n in zip(old, m[1], strict=True))
