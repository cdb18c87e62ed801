"""JSON Lines → documents: one object a line with id, title, text and, if known, date, url, publisher; plain or gzip."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import quote, urlsplit, urlunsplit

from kg.documents.text import LARGEST, decoded, document, empty, shown
from kg.model import Document, Issue

_DATE = re.compile(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?", re.ASCII)
_BOM = "\ufeff"
_EXPANSION = 200  # text unpacks to five or ten times its size; what gives more than this was made to fill a disk


def read_jsonl(path: Path) -> Iterator[Document | Issue]:
    """Yield the documents of a file; a line that cannot be used is one issue, the rest goes on."""
    origin = shown(path)
    number = 0
    try:
        largest = LARGEST + _EXPANSION * path.stat().st_size
        with cast("BinaryIO", gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb")) as stream:
            while line := stream.readline(LARGEST + 1):
                number += 1
                if len(line) > LARGEST:
                    yield Issue(origin, f"a line of more than {LARGEST:,} bytes", "split it into articles", number)
                    while line and not line.endswith(b"\n") and stream.tell() <= largest:
                        line = stream.readline(LARGEST)
                elif line.strip(_BOM.encode() + b" \t\r\n"):
                    yield _parsed(line, origin, number)
                if stream.tell() > largest:
                    what = f"unpacks to more than {_EXPANSION} times its size: reading of this file ends here"
                    yield Issue(origin, what, "check where it comes from", number)
                    return
    except (OSError, EOFError, zlib.error) as error:
        why = getattr(error, "strerror", None) or error
        yield Issue(origin, f"cannot be read to its end: {why}", "check that the file is whole", number)


def _parsed(line: bytes, origin: str, number: int) -> Document | Issue:
    """Return the article of one line, or what is wrong with it and what to do."""
    text = decoded(line, origin)
    if isinstance(text, Issue):
        return Issue(origin, text.what, text.advice, number)
    try:
        row = json.loads(text.removeprefix(_BOM))
    except RecursionError:
        return Issue(origin, "no JSON: brackets nested too deep", "one JSON object a line", number)
    except ValueError as error:  # not only a JSONDecodeError: a number of 5,000 digits is another one
        return Issue(origin, f"no JSON: {error}", "one JSON object a line", number)
    if not isinstance(row, dict):
        return Issue(origin, "the line is no JSON object", 'give {"id": …, "title": …, "text": …}', number)
    values = {key: row.get(key) for key in ("id", "title", "text", "date", "url", "publisher")}
    if type(values["id"]) is int:
        values["id"] = str(values["id"])
    fields = {key: value for key, value in values.items() if isinstance(value, str)}
    wrong = [key for key, value in values.items() if value is not None and key not in fields]
    if what := _wrong(fields, wrong):
        return Issue(origin, *what, number)
    fields["url"] = address(fields.get("url", ""))
    return document(fields.pop("id"), fields.pop("text"), f"{origin}:{number}", **fields)


def _wrong(fields: dict[str, str], no_text: list[str]) -> tuple[str, str] | None:
    """Say what keeps an article from being used, and the advice."""
    if no_text:
        return f"{no_text[0]} is no text", "give it as a JSON string"
    everything = "".join(fields.values())
    if any("\ud800" <= c <= "\udfff" for c in everything):
        return "half a surrogate pair", "write the character itself or both halves"
    if "\0" in everything:
        return "this is no text (it has NUL characters)", "give plain text"
    if not fields.get("id", "").strip():
        return "id is missing or empty", "give every article its id"
    if empty(fields.get("text", "")):
        return "text is missing or empty", "give every article its text"
    if (date := fields.get("date")) and not is_date(date):
        return f"date {date[:40]!r} is no date", "give YYYY-MM-DD, YYYY-MM or YYYY, or leave it out"
    if (url := fields.get("url", "").strip()) and not address(url):
        return f"url {url[:80]!r} is no web address", "give http://… or https://…, or leave it out"
    return None


def address(url: str) -> str:
    """Return a web address with everything escaped that an IRI may not hold; "" when it is none.

    >>> address("https://bao.example/tin?tag[]=Cần Giờ#100%"), address("javascript:alert(1)"), address("http://a:b/")
    ('https://bao.example/tin?tag%5B%5D=C%E1%BA%A7n%20Gi%E1%BB%9D#100%25', '', '')
    """
    try:
        parts = urlsplit(url.strip())
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[\w-]+(?:\.[\w-]+)*", host):
        return ""
    rest = (quote(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part), safe="/?:@!$&'()*+,;=%~") for part in parts[2:])
    return urlunsplit((parts.scheme, host + port, *rest))


def is_date(text: str) -> bool:
    """Tell whether a text is a day, a month or a year of the calendar, written as XML Schema does.

    >>> [is_date(t) for t in ("2020", "2020-02", "2020-02-29", "2019-02-29", "2020-13", "20-02-2020")]
    [True, True, True, False, False, False]
    """
    if not _DATE.fullmatch(text):
        return False
    try:
        dt.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True
