"""Files and folders → documents: `read(["seeds"])` → two `Document`s; what cannot be read becomes an `Issue`.

One reader a format, in an explicit table.  An article's id gives its IRI, so two articles never share one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.documents.jsonl import read_jsonl
from kg.documents.text import read_text
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
    """All documents of the inputs, sorted by id, and what went wrong; a folder is read with all below it.

    Raises InputError when an input does not exist or nothing at all could be read.
    """
    documents: list[Document] = []
    issues: list[Issue] = []
    for path in _files(inputs):
        reader = _reader(path)
        if reader is None:
            issues.append(Issue(str(path), "this kind of file is not read", f"give one of {FORMATS}"))
            continue
        for item in reader(path):
            (documents if isinstance(item, Document) else issues).append(item)  # type: ignore[arg-type]
    kept, doubles = _unique(documents)
    if not kept:
        why = f": {issues[0].where}: {issues[0].what}" if issues else ""
        raise InputError(f"no article found in {', '.join(map(str, inputs))}{why} (formats: {FORMATS})")
    return kept, sorted([*issues, *doubles], key=lambda i: (i.where, i.line, i.what))


def _files(inputs: Sequence[str | Path]) -> Iterator[Path]:
    """The files of the inputs; hidden ones in folders are left out, and so are links, which may lead anywhere."""
    for given in inputs:
        path = Path(given)
        if path.is_dir():
            below = (p for p in path.rglob("*") if p.is_file() and not p.is_symlink())
            yield from sorted(p for p in below if not any(part.startswith(".") for part in p.relative_to(path).parts))
        elif path.is_file():
            yield path
        else:
            raise InputError(f"no such file or folder: {given}")


def _reader(path: Path) -> Callable[[Path], Iterator[Document | Issue]] | None:
    return next((reader for end, reader in READERS.items() if path.name.lower().endswith(end)), None)


def _unique(documents: list[Document]) -> tuple[list[Document], list[Issue]]:
    """One document an IRI: the same text twice is one; different texts under one id get the text's digest behind it."""
    by_slug: dict[str, dict[str, Document]] = defaultdict(dict)
    issues: list[Issue] = []
    for document in sorted(documents, key=lambda d: (d.id, d.sha256, d.title, d.date, d.url, d.origin)):
        same = by_slug[slug(document.id)]
        if document.sha256 in same:
            first = same[document.sha256]
            issues.append(
                Issue(document.origin, f"the article {document.id} is there twice", f"read once, from {first.origin}")
            )
        else:
            same[document.sha256] = document
    kept: list[Document] = []
    for same in by_slug.values():
        for document in same.values():
            if len(same) > 1:
                longer = f"{document.id}-{document.sha256[:8]}"
                issues.append(
                    Issue(document.origin, f"several articles have the id {document.id}", f"this one is {longer}")
                )
                kept.append(replace(document, id=longer))
            else:
                kept.append(document)
    return sorted(kept, key=lambda d: d.id), issues
