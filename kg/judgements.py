"""judgements.csv → judgements: `left,right,verdict,who,why,date,instead`, a row each, edited by hand or by `kg judge`.

A side is an IRI of the graph, whole or from person/, document/, post/ or body/ on.  Judged are two people or two
documents (are they one?), a person and a post, or a document and a body (is what the graph says of them right?).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection
from dataclasses import astuple
from pathlib import Path

from kg.documents.jsonl import is_date
from kg.errors import InputError
from kg.model import Judgement

COLUMNS = ("left", "right", "verdict", "who", "why", "date", "instead")
VERDICTS = ("same", "different", "unsure")
_KINDS = ("person/", "document/", "post/", "body/")
_PAIRS = (("person", "person"), ("document", "document"), ("person", "post"), ("document", "body"))
_FACTS = _PAIRS[2:]
_JUDGED = "judge two people, two documents, a person and a post, or a document and a body"
_FORM = re.compile(r"""person/[^\s<>"{}|^`\\]+-[0-9a-f]{8}|(?:document|post|body)/[^\s<>"{}|^`\\]+""")


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
        where = f"{path}:{rows.line_num}"
        if None in line:
            raise InputError(f"{where}: more cells than columns: put a text with a comma between double quotes")
        given = {c: (line.get(c) or "").strip() for c in COLUMNS}
        if any(given.values()):
            try:
                judgement = judge(**given)
            except InputError as error:
                raise InputError(f"{where}: {error}") from error
            found[judgement.left, judgement.right] = judgement
    return tuple(sorted(found.values()))


def judge(
    left: str, right: str, verdict: str, who: str = "", why: str = "", date: str = "", instead: str = ""
) -> Judgement:
    """A judgement from what somebody wrote, its sides in their one order.  Raises InputError when it is none.

    >>> judge("post/bí-thư-huyện-ủy-x", "https://kg.example.org/id/person/lê-văn-thinh-f55ff16f", "different").left
    'person/lê-văn-thinh-f55ff16f'
    """
    sides = (_side(left), _side(right))
    one, other = sorted(sides, key=lambda side: (not side.startswith(("person/", "document/")), side))
    kinds = (one.partition("/")[0], other.partition("/")[0])
    if verdict not in VERDICTS:
        raise InputError(f"the verdict {verdict!r} is none of {', '.join(VERDICTS)}")
    if kinds not in _PAIRS:
        raise InputError(f"a {kinds[0]} and a {kinds[1]} cannot be judged: {_JUDGED}")
    if one == other:
        raise InputError(f"both sides are {one}")
    if date and not is_date(date):
        raise InputError(f"the date {date!r} is no date: give YYYY-MM-DD, or leave it out")
    if instead and (verdict != "different" or kinds not in _FACTS):
        raise InputError("`instead` corrects what is judged different of a person and a post, or a document and a body")
    if instead and kinds == ("document", "body") and not path_of(instead).startswith("body/"):
        raise InputError(f"{instead!r} cannot stand instead of a body: give the IRI of another")
    return Judgement(one, other, verdict, who, why, date, path_of(instead))


def _side(text: str) -> str:
    path = path_of(text)
    if not _FORM.fullmatch(path):
        raise InputError(f"{text!r} is no IRI of a person, document, post or body of the graph")
    return path


def path_of(text: str) -> str:
    """The part of an IRI that is the key; other text as it is.

    >>> path_of("<https://kg.example.org/id/body/huyện-ủy-x>"), path_of("former")
    ('body/huyện-ủy-x', 'former')
    """
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
