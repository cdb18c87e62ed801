"""The named questions: `run(store, find("holders"), {"body": "Quận ủy Bình Tân"})` → a Table of people, roles, quotes.

A question is a file of standard SPARQL whose header names its parameters.  The parameter `body` is the variable
`?_body`, for which the query has `VALUES ?_body { UNDEF }`: any body.  Filling it puts terms in the place of UNDEF.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from kg.errors import QueryError
from kg.graph.names import CLASSES
from kg.graph.parameters import SCALARS, check, terms
from kg.graph.store import Store, Table, written
from kg.resources import folder

_FIELD: Final = re.compile(r"#\s*(title|title en|about|finding)\s*:\s*(.*)")
_PARAMETER: Final = re.compile(
    r"#\s*param\s+(\w+):\s*(.+?)\s+(required|optional|default (.+?))\s+[—–-]\s+(.+), e\.g\. (.+)"
)
_SLOT: Final = r"VALUES\s+\?_{}\s*\{{\s*UNDEF\s*\}}"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter as the header declares it; `type` is a key of names.CLASSES, a scalar, or choices `a|b`."""

    name: str
    type: str
    required: bool
    default: str
    about: str
    example: str


@dataclass(frozen=True, slots=True)
class Query:
    """A question: its SPARQL text and what its header says of it.

    `finding` says what the rows of a finding can and cannot tell; it is "" for a question that is none.
    """

    name: str
    text: str
    title: str
    title_en: str
    about: str
    parameters: tuple[Parameter, ...]
    finding: str = ""


def all_queries() -> tuple[Query, ...]:
    """Return the questions that come with the package, by name."""
    return tuple(_read(path.stem, path.read_text("utf-8")) for path in sorted(folder("queries").glob("*.rq")))


def find(name_or_path: str, stdin: TextIO) -> Query:
    """Return a question by its name, from a file, or for `-` from `stdin`.

    Raises QueryError, one line, when there is no such question or file or its header cannot be read.
    """
    if name_or_path == "-":
        return _read("stdin", stdin.read())
    known = {path.stem: path for path in folder("queries").glob("*.rq")}
    path = known.get(name_or_path, Path(name_or_path))
    if name_or_path not in known and path.suffix not in (".rq", ".sparql") and not path.is_file():
        nearest = difflib.get_close_matches(name_or_path, known, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(nearest)}? " if nearest else ""
        raise QueryError(f'no query "{name_or_path}": {hint}`kg query --list` shows them all')
    try:
        return _read(path.stem, path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"cannot read the query {path}: {getattr(error, 'strerror', None) or 'not UTF-8'}") from error


def run(store: Store, query: Query, params: Mapping[str, str]) -> Table | bytes | bool:
    """Answer a question: SELECT → Table, ASK → bool, CONSTRUCT and DESCRIBE → sorted N-Triples.

    Raises QueryError, one line, for a parameter or a query that cannot be used.
    """
    try:
        return store.query(fill(store, query, params))
    except QueryError as error:
        raise QueryError(f"{query.name}: {error}") from error


def fill(store: Store, query: Query, params: Mapping[str, str]) -> str:
    """Return the question's SPARQL with its parameters in it, ready for any server that has the same graph.

    Raises QueryError, one line, for an unknown, a missing or an unusable parameter.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in params:
        if name not in known:
            nearest = difflib.get_close_matches(name, known, n=1)
            hint = f" (did you mean {nearest[0]}?)" if nearest else ""
            raise QueryError(f'no parameter "{name}"{hint}; {_usage(query)}')
    text = query.text
    for parameter in query.parameters:
        value = params.get(parameter.name, parameter.default)
        if not value and parameter.required:
            raise QueryError(f'the parameter "{parameter.name}" is missing; {_usage(query)}')
        slot = ""
        if value or parameter.name in params:
            try:
                found = terms(store, parameter.type, value)
            except QueryError as error:
                raise QueryError(f"{parameter.name}: {error}") from error
            slot = f"VALUES ?_{parameter.name} {{ {' '.join(written(term) for term in found)} }}"
        # A function, for a replacement string would interpret the backslashes of what the user typed.
        text = re.sub(_SLOT.format(parameter.name), lambda _, slot=slot: slot, text)  # type: ignore[misc]
    return text


def _usage(query: Query) -> str:
    each = [f'{p.name}="{p.example}"{" (required)" if p.required else ""}' for p in query.parameters]
    return "it takes " + (", ".join(each) if each else "no parameters")


def _read(name: str, text: str) -> Query:
    fields: dict[str, str] = {}
    declared: list[Parameter] = []
    for line in text.splitlines():
        if found := _FIELD.fullmatch(line.strip()):
            fields[found[1]] = f"{fields.get(found[1], '')} {found[2]}".strip()
        elif found := _PARAMETER.fullmatch(line.strip()):
            declared.append(Parameter(found[1], found[2], found[3] == "required", found[4] or "", found[5], found[6]))
        elif re.match(r"#\s*param\b", line.strip()):
            raise QueryError(
                f"{name}: write `# param NAME: TYPE required|optional — what it is, e.g. EXAMPLE`: {line!r}"
            )
    for parameter in declared:
        if not check(parameter.type):
            types = ", ".join((*CLASSES, *SCALARS))
            raise QueryError(f'{name}: the type "{parameter.type}" is none of {types} or choices such as a|b')
        if not re.search(_SLOT.format(parameter.name), text):
            raise QueryError(f"{name}: the query needs `VALUES ?_{parameter.name} {{ UNDEF }}` for its parameter")
    title = fields.get("title", name)
    title_en, about = fields.get("title en", title), fields.get("about", "")
    return Query(name, text, title, title_en, about, tuple(declared), fields.get("finding", ""))
