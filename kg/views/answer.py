"""Answers on paper: `write(result, "csv", sys.stdout)` → table, csv, json or turtle; `catalogue(queries, stream)`.

A table too wide for the terminal becomes a list of records, one line for each value.
"""

from __future__ import annotations

import csv
import json
import os
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final, TextIO

from kg.errors import QueryError
from kg.graph.store import Table, Term, turtle
from kg.graph.vocabulary import BASE, PREFIXES, iri

if TYPE_CHECKING:
    from rich.console import Console

    from kg.graph.queries import Query

Result = Table | bytes | bool

_HINT: Final = "0 rows. Leave a --param out to ask for more; `kg query --list` shows what each question takes.\n"
_WIDTH: Final = 120
_WORD, _TEXT = 24, 20
# Nobody reads more on a terminal, and laying 8,000 rows out takes rich 8 s.
_MOST: Final = 500
_KINDS: Final = {"iri": "uri", "literal": "literal", "blank": "bnode"}


def write(result: Result, form: str, stream: TextIO) -> None:
    """Write an answer as "table", "csv", "json" (SPARQL 1.1 results) or "turtle".

    Raises QueryError when there is no such form or the answer has no such form.
    """
    writer = _FORMS.get(form)
    if writer is None:
        raise QueryError(f'no format "{form}": choose {", ".join(_FORMS)}')
    writer(result, stream)


def catalogue(queries: Iterable[Query], stream: TextIO) -> None:
    """Write what each question is called, asks and takes."""
    console = _console(stream)
    for query in queries:
        _print(console, query.name, style="bold")
        _print(console, f"{query.title} · {query.title_en}", "  ", "  ")
        _print(console, query.about, "    ", "    ", "dim")
        for one in query.parameters:
            need = "required" if one.required else f"default {one.default}" if one.default else "optional"
            _print(console, f'--param {one.name}="{one.example}"  {one.about} ({one.type}, {need})', "    ", "      ")


def _table(result: Result, stream: TextIO) -> None:
    if isinstance(result, bool):
        stream.write("yes\n" if result else "no\n")
    elif isinstance(result, bytes):
        _turtle(result, stream)
    elif not result.rows:
        stream.write(_HINT)
    else:
        _rows(result, stream)


def _rows(table: Table, stream: TextIO) -> None:
    cells = [[_short(term) for term in row] for row in table.rows[:_MOST]]
    # A column that no row fills would only take room; csv and json keep it.
    filled = [i for i in range(len(table.columns)) if any(row[i] for row in cells)] or [*range(len(table.columns))]
    names = [table.columns[i] for i in filled]
    console = _console(stream)
    if _fits(names, [[row[i] for i in filled] for row in cells], console.width):
        from rich import box
        from rich.table import Table as Grid
        from rich.text import Text

        grid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
        for name in names:
            grid.add_column(name, overflow="fold")
        for row in cells:
            grid.add_row(*(Text(row[i]) for i in filled))
        console.print(grid)
    else:
        margin = max(map(len, names)) + 2
        for number, row in enumerate(cells, start=1):
            _print(console, f"── {number} ".ljust(margin + 12, "─"), style="dim")
            for i, name in zip(filled, names, strict=True):
                if row[i]:
                    _print(console, row[i], name.ljust(margin), " " * margin)
    found = len(table.rows)
    more = f", the first {_MOST} of them above; --format csv has all" if found > _MOST else ""
    stream.write(f"{found} row{'' if found == 1 else 's'}{more}\n")


def _fits(names: Sequence[str], cells: Sequence[Sequence[str]], width: int) -> bool:
    """Whether the columns stand side by side with room for their words, and for long texts at least some."""
    need = 0
    for column in zip(names, *cells, strict=True):
        word = max(len(word) for text in column for word in (text.split() or [""]))
        need += 2 + max(min(word, _WORD), min(max(map(len, column)), _TEXT))
    return need <= width


def _print(console: Console, text: str, first: str = "", rest: str = "", style: str = "") -> None:
    """Print a text wrapped to the terminal, its first line after `first` and the others after `rest`."""
    from rich.text import Text

    width = max(console.width, len(rest) + 20)
    for line in textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False):
        console.print(Text(line, style=style), soft_wrap=True)


def _console(stream: TextIO) -> Console:
    from rich.console import Console

    # In a pipe there is no terminal to ask.
    width = None if stream.isatty() or "COLUMNS" in os.environ else _WIDTH
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False)


def _csv(result: Result, stream: TextIO) -> None:
    if isinstance(result, bytes):
        raise QueryError("CONSTRUCT and DESCRIBE give triples, not rows: choose table or turtle")
    writer = csv.writer(stream, lineterminator="\r\n")
    if isinstance(result, bool):
        writer.writerows((("answer",), (str(result).lower(),)))
        return
    writer.writerow(result.columns)
    writer.writerows([_harmless(term.value) if term else "" for term in row] for row in result.rows)


def _json(result: Result, stream: TextIO) -> None:
    if isinstance(result, bytes):
        raise QueryError("CONSTRUCT and DESCRIBE give triples, not rows: choose table or turtle")
    answer: dict[str, object] = {"head": {}}
    if isinstance(result, bool):
        answer["boolean"] = result
    else:
        pairs = [zip(result.columns, row, strict=True) for row in result.rows]
        bindings = [{name: _binding(term) for name, term in row if term} for row in pairs]
        answer = {"head": {"vars": result.columns}, "results": {"bindings": bindings}}
    json.dump(answer, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def _turtle(result: Result, stream: TextIO) -> None:
    if not isinstance(result, bytes):
        raise QueryError(
            "Turtle needs triples, and this query gives none: ask by CONSTRUCT, or choose table, csv, json"
        )
    stream.write(turtle(result).decode())


def _binding(term: Term) -> dict[str, str]:
    found = {"type": _KINDS[term.kind], "value": term.value}
    if term.lang:
        found["xml:lang"] = term.lang
    elif term.datatype and term.datatype != iri("xsd:string"):
        found["datatype"] = term.datatype
    return found


def _harmless(text: str) -> str:
    """Keep a spreadsheet from running a cell as a formula.

    >>> _harmless("=1+1"), _harmless("Quận ủy")
    ("'=1+1", 'Quận ủy')
    """
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _short(term: Term | None) -> str:
    """Return a term for the eye: IRIs with a prefix, and no control character that a terminal could obey."""
    if term is None:
        return ""
    text = term.value
    if term.kind == "iri":
        for prefix, name in (*PREFIXES.items(), ("", BASE)):
            if text.startswith(name):
                text = f"{prefix}:{text.removeprefix(name)}" if prefix else text.removeprefix(name)
                break
    return "".join(" " if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") else char for char in text)


_FORMS: Final[dict[str, Callable[[Result, TextIO], None]]] = {
    "table": _table,
    "csv": _csv,
    "json": _json,
    "turtle": _turtle,
}
