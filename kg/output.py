"""A build on disk: `write(built, Path("out"))` → graph.ttl, graph.nq, store/, graph.html, report.json, issues.jsonl.

Everything is written beside its place and moved there at the end, so that no reader sees half a file and a failed build
leaves what was there.
"""

from __future__ import annotations

import json
import platform
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from kg.errors import InputError, ShapeError
from kg.graph.quads import article_key
from kg.graph.store import Store, turtle
from kg.graph.terms import node
from kg.graph.validate import Violation, validate
from kg.graph.vocabulary import BASE
from kg.pipeline import Built, Progress, words
from kg.views.page import render

_STAGING = ".building"
_LARGE = 60_000  # triples; below this the page embeds the articles' texts


def write(
    built: Built, out: Path, *, base: str = BASE, check: bool = True, progress: Progress = lambda *_: None
) -> dict[str, object]:
    """Write all outputs of a build and return the report.

    Raises InputError when `out` cannot be written, ShapeError (after writing) when the graph violates a shape.
    """
    with _staging(out) as staging:
        report, violations = _fill(built, staging, base, check, progress)
        _move(staging, out)
    if violations:
        first = f"{violations[0].message} ({violations[0].focus})"
        raise ShapeError(f"{len(violations)} violations of ontology/shapes.ttl in {out}; first: {first}")
    return report


def writable(out: Path) -> None:
    """Raise InputError when outputs cannot be written to `out`; nothing is left there."""
    with _staging(out):
        pass


def place(path: Path, text: str) -> None:
    """Write one file, whole or not at all.  Raises InputError when it cannot be written."""
    try:
        path = path.resolve()
        if path.exists() and not path.is_file():  # a device, or a folder, which raises
            path.write_text(text, encoding="utf-8", newline="")
            return
        part = path.with_name(f".{path.name}.part")
        try:
            part.write_text(text, encoding="utf-8", newline="")
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from error


@contextmanager
def _staging(out: Path) -> Iterator[Path]:
    """Make a folder in `out` for what is being written; at the end it is gone."""
    staging = out / _STAGING
    try:
        new = not out.exists()
        if not new and not out.is_dir():
            raise InputError(f"{out} is a file: give a folder")
        store = out / "store"
        if store.is_dir() and any(store.iterdir()) and not (store / "CURRENT").is_file():
            raise InputError(f"{store} is there and is no store of kg: give another folder")
        staging.mkdir(parents=True)
    except FileExistsError as error:
        raise InputError(
            f"{staging} is there: another build is running, or one was stopped; remove it to go on"
        ) from error
    except OSError as error:
        raise InputError(f"cannot write to {out}: {error.strerror}") from error
    try:
        yield staging
    except OSError as error:
        raise InputError(f"cannot write to {out}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        if new:
            with suppress(OSError):  # it stays when something was written
                out.rmdir()


def _fill(
    built: Built, folder: Path, base: str, check: bool, progress: Progress
) -> tuple[dict[str, object], Sequence[Violation]]:
    seconds = dict(built.seconds)
    started = time.perf_counter()

    def lap(name: str) -> None:
        nonlocal started
        seconds[name] = time.perf_counter() - started
        started = time.perf_counter()
        progress(name, 1, 1)

    (folder / "graph.nq").write_bytes(built.dataset.nquads)
    (folder / "graph.ttl").write_bytes(turtle(built.dataset.ntriples))
    lap("turtle")
    Store.create(folder / "store", built.dataset.nquads)
    lap("store")
    triples = built.dataset.ntriples.count(b"\n")
    violations = validate(built.dataset.ntriples) if check else ()
    lap("shapes")
    texts = (
        {node(article_key(r.document), base)[1:-1]: r.document.text for r in built.readings} if triples < _LARGE else {}
    )
    (folder / "graph.html").write_text(
        render(Store.memory(built.dataset.nquads), texts=texts), encoding="utf-8", newline=""
    )
    lap("page")
    with (folder / "issues.jsonl").open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(json.dumps(asdict(issue), ensure_ascii=False) + "\n" for issue in built.issues)
    report: dict[str, object] = {
        "articles": len(built.readings),
        "words": words(built.readings),
        "triples": triples,
        "quads": built.dataset.nquads.count(b"\n"),
        "issues": len(built.issues),
        "violations": len(violations),
        "counts": built.counts,
        "seconds": {name: round(value, 3) for name, value in seconds.items()},
        "versions": {name: version(name) for name in ("vn-party-kg", "pyoxigraph", "rdflib", "pyvis")}
        | {"python": platform.python_version()},
    }
    (folder / "report.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return report, violations


def _move(staging: Path, out: Path) -> None:
    """Put everything in its place; when one thing cannot be moved, put back what was there."""
    made = sorted(staging.iterdir())
    old = staging / "old"
    old.mkdir()
    saved: list[Path] = []
    moved: list[Path] = []
    try:
        for new in made:
            target = out / new.name
            if target.is_file() or target.is_symlink() or (new.is_dir() and target.is_dir()):
                target.rename(old / new.name)
                saved.append(target)
            new.rename(target)
            moved.append(target)
    except BaseException:
        for target in moved:
            target.rename(staging / target.name)
        for target in saved:
            (old / target.name).rename(target)
        raise
