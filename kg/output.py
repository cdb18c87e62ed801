"""A build on disk: `write(built, Path("out"))` → graph.ttl, graph.nq, store/, graph.html, report.json, issues.jsonl.

Everything is written beside its place and moved there at the end, so that no reader sees half a file and a failed build
leaves what was there.
"""

from __future__ import annotations

import json
import platform
import shutil
import time
from collections.abc import Sequence
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
_LARGE = 60_000  # triples; the page embeds the articles' texts and the shapes are checked below this


def write(
    built: Built, out: Path, *, base: str = BASE, check: bool = True, progress: Progress = lambda *_: None
) -> dict[str, object]:
    """Write all outputs of a build and return the report.

    Raises InputError when `out` cannot be written, ShapeError (after writing) when the graph violates a shape.
    """
    staging = out / _STAGING
    try:
        staging.mkdir(parents=True)
    except FileExistsError as error:
        if not out.is_dir():
            raise InputError(f"{out} is a file: give a folder with --out") from error
        raise InputError(
            f"{staging} is there: another build is running, or one was stopped; remove it to go on"
        ) from error
    except OSError as error:
        raise InputError(f"cannot write to {out}: {error.strerror}") from error
    try:
        report, violations = _fill(built, staging, base, check, progress)
        _move(staging, out)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    if violations:
        raise ShapeError(
            f"{len(violations)} violations of ontology/shapes.ttl; first: {violations[0].message} ({violations[0].focus})"
        )
    return report


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
    for made in sorted(staging.iterdir()):
        target = out / made.name
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        made.replace(target)
