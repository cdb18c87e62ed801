"""What a journalist may look into: `write(look(store), "table", sys.stdout)` → two-holders: 1 row …, and the coverage.

Each finding is a named question whose header has a line `# finding:`.  The coverage of the corpus stands at the end,
for what no article tells is not told here either.
"""

from __future__ import annotations

import difflib
import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Final, TextIO

from kg.errors import QueryError
from kg.graph.queries import Query, all_queries, find, run
from kg.graph.store import Store, Table, Term
from kg.views import answer

_SHOWN: Final = 10  # rows of one finding on the screen; csv and json have all
_WIDTH: Final = 100


@dataclass(frozen=True, slots=True)
class Findings:
    """The rows of each finding, and the rows of the question `coverage`."""

    found: tuple[tuple[Query, Table], ...]
    coverage: Table


def look(store: Store, names: Sequence[str] = (), asked: Mapping[str, str] | None = None) -> Findings:
    """Run the findings of these names, or all that can be restricted to what is asked ({"body": "Quận ủy Bình Tân"}).

    Raises QueryError, one line, for a name that is no finding, and for a body, person or document the graph lacks.
    """
    asked = asked or {}
    known = {query.name: query for query in all_queries() if query.finding}
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}? " if near else ""
            raise QueryError(f'no finding "{name}": {hint}there are {", ".join(known)}')
    wanted = [known[name] for name in dict.fromkeys(names)] or [q for q in known.values() if _takes(q) >= asked.keys()]
    coverage = find("coverage", StringIO())
    inside = {name: value for name, value in asked.items() if name in _takes(coverage)}
    return Findings(tuple((q, _table(store, q, asked)) for q in wanted), _table(store, coverage, inside))


def write(findings: Findings, form: str, stream: TextIO) -> None:
    """Write the findings as "table", "json" or "csv".  Raises QueryError when there is no such form."""
    writers = {"table": _text, "json": _json, "csv": _csv}
    if form not in writers:
        raise QueryError(f'no format "{form}": choose {", ".join(writers)}')
    writers[form](findings, stream)


def reach(coverage: Table, of: str = "") -> str:
    """The coverage in a line.

    >>> row = (Term("literal", "articles"), Term("literal", ""), Term("literal", "7"))
    >>> reach(Table(("measure", "of", "value"), (row,)))
    '7 articles, none of them dated'
    """
    values = {row["measure"]: row["value"] for row in coverage.dicts() if row["of"] == of}
    suffix, one = (" that speak of", " that speaks of") if of else ("", "")
    number, dated = values.get(f"articles{suffix}", "0"), values.get(f"dated articles{suffix}", "none")
    line = f"{number} article{'' if number == '1' else 's'}, {dated} of them dated"
    if dated != "none":
        line += f", from {values[f'first date{one}']} to {values[f'last date{one}']}"
    return line


def _takes(query: Query) -> set[str]:
    return {parameter.name for parameter in query.parameters}


def _table(store: Store, query: Query, params: Mapping[str, str]) -> Table:
    result = run(store, query, params)
    if not isinstance(result, Table):
        raise QueryError(f"{query.name}: a finding is a SELECT")
    return result


def _text(findings: Findings, stream: TextIO) -> None:
    for query, table in findings.found:
        stream.write(f"== {query.name}: {query.title} · {query.title_en}\n")
        if table.rows:
            answer.write(Table(table.columns, table.rows[:_SHOWN]), "table", stream)
            if len(table.rows) > _SHOWN:
                stream.write(f"… of {len(table.rows)}; `kg query {query.name}` and --format csv have all\n")
        else:
            nothing = f"Nothing was found in {_scope(findings.coverage)}. That does not mean that there is nothing."
            stream.writelines(f"{line}\n" for line in textwrap.wrap(nothing, _WIDTH))
        stream.writelines(f"{line}\n" for line in textwrap.wrap(query.finding, _WIDTH))
        stream.write("\n")
    stream.write("== coverage\n")
    stream.writelines(f"{line}\n" for part in _covered(findings.coverage) for line in textwrap.wrap(part, _WIDTH))


def _covered(coverage: Table) -> Iterator[str]:
    """The coverage in a few lines: of all articles, by year, by publisher, of what was asked."""
    rows = coverage.dicts()
    yield reach(coverage)
    for measure, label in (("in the year", "by year"), ("of the publisher", "by publisher")):
        if parts := [f"{row['of']}: {row['value']}" for row in rows if row["measure"] == measure]:
            yield f"{label}: {', '.join(parts)}"
    yield from (f"of {name}: {reach(coverage, name)}" for name in _asked(coverage))


def _asked(coverage: Table) -> list[str]:
    """What the coverage was asked of: the names of a body and a person, or none."""
    return [row["of"] for row in coverage.dicts() if row["measure"] == "articles that speak of"]


def _scope(coverage: Table) -> str:
    """Where was looked: in the articles that speak of what was asked, out of all."""
    inside = [f"{reach(coverage, name)}, that speak of {name}" for name in _asked(coverage)]
    return "; ".join([*inside, f"all are {reach(coverage)}"]) if inside else reach(coverage)


def _json(findings: Findings, stream: TextIO) -> None:
    found = [
        {
            "name": query.name,
            "title": query.title,
            "title_en": query.title_en,
            "about": query.about,
            "finding": query.finding,
            "rows": table.dicts(),
        }
        for query, table in findings.found
    ]
    json.dump({"findings": found, "coverage": findings.coverage.dicts()}, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def _csv(findings: Findings, stream: TextIO) -> None:
    """One table of all: its first column says which finding a row is of."""
    tables = [*((query.name, table) for query, table in findings.found), ("coverage", findings.coverage)]
    columns = tuple(dict.fromkeys(column for _, table in tables for column in table.columns))
    rows = [
        (Term("literal", name), *(dict(zip(table.columns, row, strict=True)).get(column) for column in columns))
        for name, table in tables
        for row in table.rows
    ]
    answer.write(Table(("finding_name", *columns), tuple(rows)), "csv", stream)
