"""A build on disk: `update(Path("out"), Order(documents))` → store/, graph.ttl, graph.nq, graph.html, report.json ….

The store and the archive (build.db) are the build; the three graph files are made from the store, always of a small
graph, on demand of a large one that only changes.  A stopped build leaves the old state or the new one.
"""

from __future__ import annotations

import json
import platform
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from kg.archive import Archive, file_of
from kg.dossier import Dossiers
from kg.errors import InputError, ShapeError
from kg.graph.counts import counts
from kg.graph.quads import article_key
from kg.graph.store import Store, turtle
from kg.graph.terms import node
from kg.graph.validate import Violation, validate, validate_part
from kg.graph.vocabulary import BASE
from kg.model import Document, Issue, Judgement, Reading
from kg.pipeline import Progress
from kg.staging import ARCHIVE, EXPORTS, finish, locked
from kg.text.fold import slug
from kg.update import Draft, Work, draft, extractor, read, stale
from kg.views.page import render

_LARGE = 60_000  # triples; up to this the graph files are always written, and the page embeds the articles' texts


@dataclass(frozen=True, slots=True)
class Order:
    """What to do with a build: articles to add or renew (their files' `issues` with them), and which to take out.

    `remove` gets all ids there are and a function from names to ids.  `judgements` None keeps those that hold;
    `readings` are of documents that were read just now.
    """

    documents: Sequence[Document] = ()
    issues: Sequence[Issue] = ()
    remove: Callable[[Archive], Collection[str]] = lambda _: ()
    judgements: Collection[Judgement] | None = None
    readings: Iterable[Reading] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """How a build is made: `base` "" is that of the build; `exports` None means of a new or a small graph."""

    base: str = ""
    check: bool = True
    exports: bool | None = None
    jobs: int = 1


class _Laps:
    """How long every stage took, in seconds."""

    def __init__(self, progress: Progress) -> None:
        self.seconds: dict[str, float] = {}
        self.progress = progress
        self._started = time.perf_counter()

    def lap(self, name: str) -> None:
        """A stage is over."""
        self.seconds[name] = round(time.perf_counter() - self._started, 3)
        self._started = time.perf_counter()
        self.progress(name, 1, 1)


def update(
    out: Path, order: Order, settings: Settings | None = None, progress: Progress = lambda *_: None
) -> dict[str, object]:
    """Change the build in `out`, or begin one, and return the report.

    Raises InputError when `out` cannot be written, ShapeError (after writing) when the graph violates a shape.
    """
    how, laps = settings or Settings(), _Laps(progress)
    with locked(out) as staging:
        with Archive(out / ARCHIVE, extractor()) as archive:
            report = _change(archive, out, staging, order, how, laps)
        finish(out)
    if report["violations"]:
        raise ShapeError(f"{report['violations']} violations of ontology/shapes.ttl: see `kg check --graph {out}`")
    return {**report, "seconds": laps.seconds}


def _change(archive: Archive, out: Path, staging: Path, order: Order, how: Settings, laps: _Laps) -> dict[str, object]:
    """Make the new files, and commit what is to be moved into place."""
    base = _base(archive, how.base)
    given = {d.id for d in order.documents}
    slugs = {slug(id_) for id_ in given}  # two articles never share an IRI: the one given now replaces the other
    gone = {*order.remove(archive), *(a for a in archive.articles() if slug(a) in slugs)} - given
    everything = [*(d for d in stale(archive) if d.id not in gone | given), *order.documents]
    archive.keep(order.readings)
    read(archive, everything, how.jobs, laps.progress)
    laps.lap("articles")
    archive.begin()
    archive.note("base", base)
    held = archive.judgements() if order.judgements is None else order.judgements
    before = archive.origins()
    old = out / "store"
    store = Store.open(old) if (old / "CURRENT").is_file() else None
    made = draft(archive, Work(everything, gone, held, base), store)
    del store  # so that it can be swept when it was replaced
    emptied = {file_of(before[a]) for a in gone & before.keys()} - {file_of(o) for o in archive.origins().values()}
    again = {file_of(o) for o in [*(d.origin for d in order.documents), *(i.where for i in order.issues)]}
    archive.put_issues(emptied | again, order.issues)
    laps.lap("graph")
    report, stale_exports = _fill(archive, made, staging, out, how, laps)
    moved = [f"+{f.name}" for f in sorted(staging.iterdir()) if not _same(f, out / f.name)]
    archive.commit([*moved, *(f"-{name}" for name in EXPORTS if stale_exports)])
    return report


def _same(new: Path, old: Path) -> bool:
    return new.is_file() and old.is_file() and not old.is_symlink() and new.read_bytes() == old.read_bytes()


def writable(out: Path) -> None:
    """Raise InputError when outputs cannot be written to `out`; nothing is left there."""
    with locked(out):
        pass


def built(out: Path) -> Path:
    """A folder in which there is a build.  Raises InputError when there is none."""
    if not (out / ARCHIVE).is_file():
        raise InputError(f"there is no build in {out}: run `kg build INPUT --out {out}`")
    return out


def called(archive: Archive, names: Iterable[str]) -> list[str]:
    """The ids of the articles that these names stand for.  Raises InputError for a name that stands for none."""
    found: dict[str, None] = {}
    for name in names:
        ids = archive.named(name)
        if not ids:
            raise InputError(f"no article {name!r} in this build: give an id or a file it was read from")
        found.update(dict.fromkeys(ids))
    return list(found)


def place(path: Path, data: bytes) -> None:
    """Write one file, whole or not at all.  Raises InputError when it cannot be written."""
    try:
        path = path.resolve()
        if path.exists() and not path.is_file():  # a device, or a folder, which raises
            path.write_bytes(data)
            return
        part = path.with_name(f".{path.name}.part")
        try:
            part.write_bytes(data)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from error


def serialized(store: Store, ending: str) -> bytes:
    """A graph as Turtle (.ttl), N-Triples (.nt), or N-Quads (.nq) with one named graph an article.

    Raises InputError for another ending.
    """
    if ending == ".nq":
        return store.nquads()
    if ending not in (".ttl", ".nt"):
        raise InputError(f"a graph is written to a file that ends in .ttl, .nt or .nq, not in {ending!r}")
    return turtle(store.ntriples()) if ending == ".ttl" else store.ntriples()


def _base(archive: Archive, wanted: str) -> str:
    has = archive.fact("base")
    if has and wanted and wanted != has:
        raise InputError(f"this build has the base IRI {has}: give another folder for {wanted}")
    return has or wanted or BASE


def _fill(
    archive: Archive, made: Draft, staging: Path, out: Path, how: Settings, laps: _Laps
) -> tuple[dict[str, object], bool]:
    """Write the new files; the report, and whether the graph files that are there show the graph no more."""
    path, old = staging / "store", out / "store"
    if made.whole:
        Store.create(path, made.whole.nquads)
    elif made.delta:
        Store.change(old, path, made.delta.removed, made.delta.added)
    # Opened for reading only, for a store that is open for writing cannot be moved.
    store = Store.open(path if path.exists() else old)
    laps.lap("store")
    _check(archive, made, store, how)
    laps.lap("shapes")
    triples = int(archive.fact("triples"))
    wanted = bool(made.whole) or triples < _LARGE if how.exports is None else how.exports
    if wanted and (path.exists() or not all((out / name).is_file() for name in EXPORTS)):
        _export(store, staging, archive)
    laps.lap("exports")
    issues = [*archive.issues(), *_undecided(store), *Dossiers(archive, store).issues()]
    with (staging / "issues.jsonl").open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(json.dumps(asdict(issue), ensure_ascii=False) + "\n" for issue in issues)
    report: dict[str, object] = {
        "articles": made.articles,
        "words": archive.words(),
        "triples": triples,
        "quads": int(archive.fact("quads")),
        "issues": len(issues),
        "violations": len(archive.violations()),
        "counts": counts(store),
        "versions": {name: version(name) for name in ("vn-party-kg", "pyoxigraph", "rdflib", "pyvis")}
        | {"python": platform.python_version()},
    }
    text = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
    (staging / "report.json").write_text(text, encoding="utf-8", newline="\n")
    return report, path.exists() and not wanted


def _export(store: Store, folder: Path, archive: Archive) -> None:
    """Write the graph files of a store."""
    for name in ("graph.nq", "graph.ttl"):
        (folder / name).write_bytes(serialized(store, Path(name).suffix))
    small = int(archive.fact("triples")) < _LARGE
    base = archive.fact("base")
    texts = {node(article_key(d), base)[1:-1]: d.text for d in archive.documents()} if small else {}
    (folder / "graph.html").write_text(render(store, texts=texts), encoding="utf-8", newline="")


def _check(archive: Archive, made: Draft, store: Store, how: Settings) -> None:
    """Check the graph, or what a change has touched of it, and write down what violates a shape."""
    if not how.check:
        archive.put_violations(None, ())
    elif made.whole or not archive.fact("checked"):
        archive.put_violations(None, map(_row, validate(made.whole.ntriples if made.whole else store.ntriples())))
    elif made.delta:
        subjects = sorted(s[1:-1] for s in made.delta.subjects)
        archive.put_violations(subjects, map(_row, validate_part(store, subjects)))
    archive.note("checked", "yes" if how.check else "")


def _row(v: Violation) -> tuple[str, str]:
    return v.focus, json.dumps((v.shape, v.focus, v.path, v.value), ensure_ascii=False)


def _undecided(store: Store) -> list[Issue]:
    """One issue for every article that speaks of a document of which there are several."""
    rows = store.select(
        "SELECT ?where ?label (GROUP_CONCAT(DISTINCT ?one; separator=', ') AS ?several) WHERE {"
        " { SELECT ?paper ?where ?label (STRAFTER(STR(?may_be), '/document/') AS ?one) WHERE {"
        " ?paper kgo:candidate ?may_be ; skos:prefLabel ?label ; kgo:mention/prov:wasQuotedFrom ?article"
        " BIND(STRAFTER(STR(?article), '/article/') AS ?where) } ORDER BY ?one } } GROUP BY ?where ?label"
    ).dicts()
    made = [
        Issue(r["where"], f"which {r['label']} is meant stays open: {r['several']}", "settle it in judgements.csv")
        for r in rows
    ]
    return sorted(made, key=lambda i: (i.where, i.what))
