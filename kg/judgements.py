"""judgements.csv → judgements: `left,right,verdict,who,why,date,instead`, a row each, edited by hand or by `kg judge`.

A side is an IRI of the graph, whole or from person/, document/, post/ or body/ on.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from dataclasses import astuple
from pathlib import Path

from kg.documents.jsonl import is_date
from kg.errors import InputError
from kg.model import Judgement

COLUMNS = ("left", "right", "verdict", "who", "why", "date", "instead")
_VERDICTS = ("same", "different", "unsure")
_KINDS = ("person/", "document/", "post/", "body/")


def load(path: Path, *, must: bool = True) -> Collection[Judgement]:
    """Read the judgements of a file; the last row about two sides holds.

    Raises InputError, with the line, for a row that is none, and when the file is not there although it `must`.
    """
    if not path.is_file() and not must:
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {getattr(error, 'strerror', '') or 'save it as UTF-8'}") from error
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if missing := set(COLUMNS[:3]) - set(rows.fieldnames or ()):
        raise InputError(
            f"{path}: the first line must name the columns {', '.join(COLUMNS)}; not there: {sorted(missing)}"
        )
    found = {}
    for line in rows:
        given = {c: (line.get(c) or "").strip() for c in COLUMNS}
        if any(given.values()):
            judgement = _judgement(given, f"{path}:{rows.line_num}")
            found[judgement.left, judgement.right] = judgement
    return tuple(sorted(found.values()))


def _judgement(given: dict[str, str], where: str) -> Judgement:
    left, right = (_side(given[side], where) for side in ("left", "right"))
    if given["verdict"] not in _VERDICTS:
        raise InputError(f"{where}: the verdict {given['verdict']!r} is none of {', '.join(_VERDICTS)}")
    if given["date"] and not is_date(given["date"]):
        raise InputError(f"{where}: the date {given['date']!r} is no date: give YYYY-MM-DD, or leave it out")
    if left.partition("/")[0] == right.partition("/")[0]:
        left, right = sorted((left, right))
    elif right.startswith(("person/", "document/")):
        left, right = right, left
    instead = given["instead"]
    return Judgement(left, right, given["verdict"], given["who"], given["why"], given["date"], _path(instead))


def _side(text: str, where: str) -> str:
    path = _path(text)
    if not path.startswith(_KINDS):
        raise InputError(f"{where}: {text!r} is no IRI of a person, document, post or body of the graph")
    return path


def _path(text: str) -> str:
    """The part of an IRI that is the key; other text as it is."""
    text = text.strip("<>")
    kinds = [text.rfind(f"/{kind}") for kind in _KINDS]
    return text[max(kinds) + 1 :] if text.startswith("http") and max(kinds) >= 0 else text


def append(path: Path, judgement: Judgement) -> None:
    """Add a row to a file, at once and whole; a new file gets its heading.  Raises InputError when it cannot be."""
    row = io.StringIO()
    writer = csv.writer(row, lineterminator="\n")
    try:
        if not path.exists() or not path.stat().st_size:
            writer.writerow(COLUMNS)
        elif not path.read_bytes().endswith(b"\n"):
            row.write("\n")
        writer.writerow(astuple(judgement))
        with path.open("a", encoding="utf-8", newline="") as stream:
            stream.write(row.getvalue())
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from error
