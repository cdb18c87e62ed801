"""Files and folders → documents: `read(["seeds"])` → two `Document`s; what cannot be read becomes an `Issue`.

One reader a format, in an explicit table.  An article's id gives its IRI, so two articles never share one.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.documents.jsonl import read_jsonl
from kg.documents.text import read_text, shown
from kg.errors import InputError
from kg.model import Document, Issue
from kg.text.fold import slug

READERS: dict[str, Callable[[Path], Iterator[Document | Issue]]] = {
    ".txt": read_text,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".jsonl.gz": read_jsonl,
}
FORMATS = ", ".join(READERS)


def read(inputs: Sequence[str | Path]) -> tuple[list[Document], list[Issue]]:
    """Read all documents of the inputs, sorted by id, and what went wrong; a folder is read with all below it.

    Raises InputError when an input does not exist or nothing at all could be read.
    """
    documents: list[Document] = []
    issues: list[Issue] = []
    # A file that two inputs name is read once.
    for path in {path.absolute(): path for path in _files(inputs, issues)}.values():
        reader = _reader(path)
        if reader is None:
            issues.append(Issue(shown(path), "this kind of file is not read", f"give one of {FORMATS}"))
            continue
        for item in reader(path):
            (documents if isinstance(item, Document) else issues).append(item)  # type: ignore[arg-type]
    kept, doubles = _unique(documents)
    if not kept:
        where = ", ".join(map(str, inputs[:3])) + (" …" if len(inputs) > 3 else "")
        why = f": {issues[0].where}: {issues[0].what}" if issues else ""
        raise InputError(f"no article found in {where}{why} (formats: {FORMATS})")
    return kept, sorted([*issues, *doubles], key=lambda i: (i.where, i.line, i.what))


def _files(inputs: Sequence[str | Path], issues: list[Issue]) -> Iterator[Path]:
    """Find the files of the inputs; hidden ones in folders are left out, and so are links, which may lead anywhere."""
    for given in inputs:
        if os.path.isdir(given):  # noqa: PTH112 (False, where Path.is_dir raises: for a name too long)
            yield from _below(Path(given), issues)
        elif os.path.isfile(given):  # noqa: PTH113
            yield Path(given)
        else:
            raise InputError(f"no such file or folder: {given}")


def _below(folder: Path, issues: list[Issue]) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        issues.append(Issue(shown(error.filename), f"cannot be read: {error.strerror}", "check the permissions"))

    for place, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = (Path(place, name) for name in sorted(names) if not name.startswith("."))
        yield from (path for path in paths if path.is_file() and not path.is_symlink())


def _reader(path: Path) -> Callable[[Path], Iterator[Document | Issue]] | None:
    return next((reader for end, reader in READERS.items() if path.name.lower().endswith(end)), None)


def _unique(documents: list[Document]) -> tuple[list[Document], list[Issue]]:
    """Keep one document an IRI: the same text twice is one; different texts under one id get their digest behind it."""
    by_slug: dict[str, dict[str, Document]] = defaultdict(dict)
    issues: list[Issue] = []
    for document in sorted(documents, key=lambda d: (d.id, d.sha256, d.title, d.date, d.url, d.origin)):
        same = by_slug[slug(document.id)]
        first = same.setdefault(document.sha256, document)
        if first is not document:
            what = f"the article {document.id} is there twice"
            issues.append(Issue(document.origin, what, f"read once, from {first.origin}"))
    kept: list[Document] = []
    for same in by_slug.values():
        for document in same.values():
            if len(same) > 1:
                longer = f"{document.id}-{document.sha256[:8]}"
                what = f"several articles have the id {document.id}"
                issues.append(Issue(document.origin, what, f"this one is {longer}"))
                kept.append(replace(document, id=longer))
            else:
                kept.append(document)
    if len(kept) > len(by_slug):  # a longer id may be that of a further article
        kept, more = _unique(kept)
        issues += more
    return sorted(kept, key=lambda d: d.id), issues
