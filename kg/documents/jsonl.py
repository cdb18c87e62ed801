"""JSON Lines → documents: one object a line with id, title, text and, if known, date, url, publisher; plain or gzip."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from kg.documents.text import LARGEST, decoded, document
from kg.model import Document, Issue

_DATE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?\Z")


def read_jsonl(path: Path) -> Iterator[Document | Issue]:
    """The documents of a file; a line that cannot be used is one issue, the rest goes on."""
    origin = str(path)
    try:
        with cast("BinaryIO", gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb")) as stream:
            number = 0
            while line := stream.readline(LARGEST):
                number += 1
                if len(line) >= LARGEST:
                    yield Issue(
                        origin,
                        f"a line of {LARGEST:,} bytes or more: reading of this file ends here",
                        "split it",
                        number,
                    )
                    return
                if line.strip():
                    yield _parsed(line, origin, number)
    except (OSError, EOFError, zlib.error) as error:
        yield Issue(origin, f"cannot be read to its end: {error}", "check that the file is whole")


def _parsed(line: bytes, origin: str, number: int) -> Document | Issue:
    def wrong(what: str, advice: str) -> Issue:
        return Issue(origin, what, advice, number)

    text = decoded(line, origin)
    if isinstance(text, Issue):
        return wrong(text.what, text.advice)
    try:
        row = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        return wrong(f"no JSON: {error}", "one JSON object a line")
    if not isinstance(row, dict):
        return wrong("the line is no JSON object", 'give {"id": …, "title": …, "text": …}')
    values = {key: row.get(key) for key in ("id", "title", "text", "date", "url", "publisher")}
    if isinstance(values["id"], int):
        values["id"] = str(values["id"])
    bad = [key for key, value in values.items() if value is not None and not isinstance(value, str)]
    if bad:
        return wrong(f"{bad[0]} is no text", "give it as a JSON string")
    fields = {key: str(value or "") for key, value in values.items()}
    for key in ("id", "text"):
        if not fields[key].strip():
            return wrong(f"{key} is missing or empty", f"give every article its {key}")
    if any("\ud800" <= c <= "\udfff" for value in fields.values() for c in value):
        return wrong("half a surrogate pair", "write the character itself or both halves")
    if fields["date"] and not _DATE.match(fields["date"]):
        return wrong(f"date {fields['date'][:40]!r} is no date", "give YYYY-MM-DD, YYYY-MM or YYYY, or leave it out")
    return document(
        fields["id"], fields["text"], origin,
        title=fields["title"], date=fields["date"], url=fields["url"], publisher=fields["publisher"],
    )  # fmt: skip
