"""Plain text in UTF-8 → one document: `seeds/002_bd83….txt` → `Document("002_bd83…", text)`, offsets as in the file."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from kg.model import Document, Issue
from kg.text.segment import paragraph_role

LARGEST = 20_000_000  # bytes of one article; a novel has two million
_HEADLINE = range(6, 60)  # words


def read_text(path: Path) -> Iterator[Document | Issue]:
    """Yield the one document of a text file, or the issue that keeps it from being read."""
    origin = shown(path)
    try:
        if path.stat().st_size > LARGEST:
            yield Issue(origin, f"larger than {LARGEST:,} bytes", "split it into articles")
            return
        data = path.read_bytes()
    except OSError as error:
        yield Issue(origin, f"cannot be read: {error.strerror}", "check the file and its permissions")
        return
    text = decoded(data, origin)
    if isinstance(text, str) and empty(text):
        text = Issue(origin, "the article is empty", "remove it")
    yield text if isinstance(text, Issue) else document(shown(path.stem), text, origin, title=headline(text))


def decoded(data: bytes, origin: str) -> str | Issue:
    """UTF-8 as text, byte order mark and line ends untouched, or the issue."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Issue(origin, "the text is in UTF-16", "save it as UTF-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Issue(origin, f"no UTF-8 at byte {error.start}", "save it as UTF-8")
    if "\0" in text:
        return Issue(origin, "this is no text (it has NUL bytes)", "give a text file")
    return text


def empty(text: str) -> bool:
    r"""Tell whether nothing in the text can be read: no letter and no digit.

    >>> empty("\ufeff \u00a0\u200b\n"), empty("…"), empty("A")
    (True, True, False)
    """
    return not any(map(str.isalnum, text))


def shown(path: Path | str) -> str:
    """Return a path as text; bytes of a name that are no UTF-8 become �, for such text cannot be written."""
    return os.fsencode(path).decode("utf-8", "replace")


def document(
    id_: str, text: str, origin: str, *, title: str = "", date: str = "", url: str = "", publisher: str = ""
) -> Document:
    """Return a document with the digest of its text."""
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return Document(id_, text, title, date, url, publisher, origin, digest)


def headline(text: str) -> str:
    r"""Find the first line that can be a headline: six words or more, no page furniture.

    >>> headline("icon-radio\nĐiện thoại: 028.38225933\n\nBí thư Quận ủy: Xây dựng quận nghĩa tình\nTin.")
    'Bí thư Quận ủy: Xây dựng quận nghĩa tình'
    """
    for line in re.split(r"[\r\n]+", text):
        words = line.split()
        if len(words) in _HEADLINE and len(line) <= 200 and paragraph_role(line) in ("body", "heading"):
            return " ".join(words).strip("\ufeff")
    return ""
