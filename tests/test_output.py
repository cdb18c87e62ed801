"""A build on disk: whole or not at all, beside whatever else is in the folder, with a report that counts right."""

import json
import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from kg import documents, output
from kg.archive import Archive
from kg.errors import InputError, KgError, ShapeError
from kg.graph.store import Store
from kg.graph.validate import Violation
from kg.output import Order, Settings, place, serialized, update, writable
from kg.staging import opened

TEXT = "Bà Đinh Thị Sáu Bảy là Bí thư Huyện ủy Cần Giờ. Huyện ủy ban hành Kế hoạch số 12-KH/HU."
OTHER = "Ông Lục Văn Khế là Chủ tịch UBND huyện Củ Chi."
NAMES = {"graph.html", "graph.nq", "graph.ttl", "issues.jsonl", "report.json", "store", "build.db", ".lock"}


@pytest.fixture(scope="module")
def order(tmp_path_factory: pytest.TempPathFactory) -> Order:
    folder = tmp_path_factory.mktemp("in")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_bytes(b"\xff")
    return Order(*documents.read([folder]))


@pytest.fixture(scope="module")
def more(tmp_path_factory: pytest.TempPathFactory) -> Order:
    folder = tmp_path_factory.mktemp("more")
    (folder / "c.txt").write_text(OTHER, encoding="utf-8")
    return Order(*documents.read([folder]))


def content(folder: Path) -> dict[str, bytes]:
    """All files below a folder but those whose bytes are those of a database; of the store, what is in it."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.parent.name != "store")
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files if path.name != "build.db"}
    return found | ({"store": opened(folder).nquads()} if (folder / "store").is_dir() else {})


def answers(out: Path) -> bool:
    return opened(out).ask("ASK { ?x a kgo:Tenure }")


def test_all_outputs_are_there(order: Order, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    report = update(out, order)
    assert {path.name for path in out.iterdir()} == NAMES
    seconds = report.pop("seconds")
    assert json.loads((out / "report.json").read_text(encoding="utf-8")) == report
    assert isinstance(seconds, dict)
    assert list(seconds) == ["articles", "graph", "store", "shapes", "exports"]
    assert all(value >= 0 for value in seconds.values())
    assert answers(out)
    store = opened(out)
    for ending in (".nq", ".ttl"):
        assert (out / f"graph{ending}").read_bytes() == serialized(store, ending) != b""
    assert all((out / name).read_bytes().endswith(b"\n") for name in ("graph.nq", "graph.ttl", "report.json"))


def test_the_report_counts_what_is_in_the_graph(order: Order, more: Order, tmp_path: Path) -> None:
    for step, articles in ((order, 1), (more, 2), (Order(remove=lambda _: ["c"]), 1)):
        report = update(tmp_path, step)
        graph = opened(tmp_path)
        counts = report["counts"]
        assert isinstance(counts, dict)
        for kind in ("Person", "Tenure", "Plan", "PartyBody", "District"):
            (row,) = graph.select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ ?x a kgo:{kind} }}").dicts()
            assert counts[kind] == int(row["n"]) > 0, kind
        assert report["articles"] == articles
        assert report["words"] == len(TEXT.split()) + (articles - 1) * len(OTHER.split())
        assert report["triples"] == graph.ntriples().count(b"\n")
        assert report["quads"] == len(graph)
        assert (report["issues"], report["violations"]) == (1, 0)
        versions = report["versions"]
        assert isinstance(versions, dict)
        assert set(versions) == {"vn-party-kg", "pyoxigraph", "rdflib", "pyvis", "python"}


def test_every_issue_is_a_line(order: Order, tmp_path: Path) -> None:
    update(tmp_path, order)
    lines = (tmp_path / "issues.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [asdict(issue) for issue in order.issues]
    assert json.loads(lines[0])["what"] == "no UTF-8 at byte 0"


def test_issues_go_with_their_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\xff")
    (tmp_path / "c.jsonl").write_text(json.dumps({"id": "c", "text": OTHER}) + "\nno JSON\n", encoding="utf-8")
    out = tmp_path / "out"
    assert update(out, Order(*documents.read([tmp_path])))["issues"] == 2
    (tmp_path / "b.txt").write_text(OTHER, encoding="utf-8")
    assert update(out, Order(*documents.read([tmp_path / "b.txt"])))["issues"] == 1
    assert update(out, Order(remove=lambda archive: archive.named("c.jsonl")))["issues"] == 0


def test_what_was_there_is_replaced_and_what_is_foreign_kept(order: Order, more: Order, tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    update(out, order)
    first = content(out)
    (out / "notes.md").write_text("mine", encoding="utf-8")
    (out / "graph.ttl").write_text("old", encoding="utf-8")
    (out / "graph.nq").unlink()
    (out / "store").rename(elsewhere)
    (out / "store").symlink_to(elsewhere)
    update(out, more)
    update(out, Order(remove=lambda _: ["c"]))
    assert {path.name for path in out.iterdir()} == {*NAMES, "notes.md"}
    assert (out / "notes.md").read_text(encoding="utf-8") == "mine"
    assert {name: data for name, data in content(out).items() if name != "notes.md"} == first
    # A link is replaced, not followed.
    assert not (out / "store").is_symlink()
    assert (elsewhere / "CURRENT").is_file()


@pytest.mark.parametrize(
    "step", ["_export", "Store.create", "Store.change", "validate", "render", "Archive.commit", "Archive.words"]
)
@pytest.mark.parametrize("error", [ValueError("a defect"), KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_a_failed_build_leaves_what_was_there(
    order: Order, more: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    update(tmp_path / "old", order)
    before = content(tmp_path / "old")
    with monkeypatch.context() as patch:
        patch.setattr(f"kg.output.{step}", fail)
        if step == "Store.change":  # else so small a build is written anew
            patch.setattr("kg.update._SHARE", 0)
        for folder in ("old",) if step == "Store.change" else ("old", "new"):
            with pytest.raises((ValueError, KeyboardInterrupt, InputError)):
                update(tmp_path / folder, more)
    assert content(tmp_path / "old") == before
    assert answers(tmp_path / "old")
    assert {path.name for path in (tmp_path / "old").iterdir()} == NAMES
    # Of a first build the articles that were read are kept, and nothing else.
    if (tmp_path / "new").exists():
        assert {path.name for path in (tmp_path / "new").iterdir()} == {"build.db", ".lock"}
    for folder in ("old", "new"):
        update(tmp_path / folder, more)
        assert answers(tmp_path / folder)


def fails(out: Path, message: str, order: Order) -> None:
    attempts: tuple[Callable[[], object], ...] = (lambda: writable(out), lambda: update(out, order))
    for attempt in attempts:
        with pytest.raises(InputError, match=message) as error:
            attempt()
        assert "\n" not in str(error.value)


def test_folders_that_cannot_take_it(order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    file.touch()
    fails(file, "file is a file: give a folder", order)
    fails(file / "out", "cannot write to .*: Not a directory", order)
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "sold.csv").touch()
    fails(tmp_path, "store is there and is no store of kg", order)
    (tmp_path / "taken" / "report.json").mkdir(parents=True)
    fails(tmp_path / "taken", "report.json is a folder", order)
    assert list((tmp_path / "taken").iterdir()) == [tmp_path / "taken" / "report.json"]
    (tmp_path / "odd" / ".lock").mkdir(parents=True)
    fails(tmp_path / "odd", "cannot write to .*odd: Is a directory", order)

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", refused)
        fails(tmp_path / "closed", "cannot write to .*closed: Permission denied", order)
    update(tmp_path / "mine", order)
    before = content(tmp_path / "mine")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refused)
        fails(tmp_path / "mine", "cannot write to .*mine: Permission denied", order)
    assert content(tmp_path / "mine") == before


def test_what_a_killed_build_left_is_thrown_away(order: Order, tmp_path: Path) -> None:
    (tmp_path / ".building" / "store").mkdir(parents=True)
    (tmp_path / ".building" / "graph.ttl").touch()
    update(tmp_path, order)
    assert {path.name for path in tmp_path.iterdir()} == NAMES
    assert answers(tmp_path)


def test_looking_whether_a_folder_is_writable_leaves_nothing(tmp_path: Path) -> None:
    writable(tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
    writable(tmp_path)
    assert list(tmp_path.iterdir()) == [tmp_path / ".lock"]


def test_violations_are_raised_after_writing_unless_nobody_asks(
    order: Order, more: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = tuple(Violation("shape", "focus", "path", value, "A tenure has a status.") for value in ("a", "b"))
    with monkeypatch.context() as patch:
        patch.setattr(output, "validate", lambda _: found)
        with pytest.raises(ShapeError, match=r"2 violations of .*: see `kg check --graph "):
            update(tmp_path, order)
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["violations"] == 2
    with pytest.raises(ShapeError):  # they stay until what they speak of changes
        update(tmp_path, order)
    assert update(tmp_path, order, Settings(check=False))["violations"] == 0
    # What was not checked then is checked now, not only what changes.
    monkeypatch.setattr(output, "validate", lambda _: found)
    with pytest.raises(ShapeError):
        update(tmp_path, more)


def test_a_change_is_checked_by_itself(
    order: Order, more: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    update(tmp_path, order)
    monkeypatch.setattr("kg.update._SHARE", 0)
    seen: list[str] = []

    def part(store: Store, subjects: list[str]) -> tuple[Violation, ...]:
        seen.extend(subjects)
        return tuple(Violation("shape", s, "", "", "Wrong.") for s in subjects if "/tenure/" in s)

    monkeypatch.setattr(output, "validate_part", part)
    with pytest.raises(ShapeError, match="1 violations"):
        update(tmp_path, more)
    (row,) = (
        opened(tmp_path).select("SELECT ?t { ?t a kgo:Tenure ; org:member/skos:prefLabel 'Lục Văn Khế'@vi }").dicts()
    )
    assert row["t"] in seen
    assert not any("sáu-bảy" in subject for subject in seen)
    monkeypatch.setattr(output, "validate_part", lambda *_: ())
    assert update(tmp_path, Order(remove=lambda _: ["c"]))["violations"] == 0


def test_what_has_not_changed_is_not_written_again(order: Order, tmp_path: Path) -> None:
    update(tmp_path, order)

    def stamps() -> dict[str, tuple[int, int]]:
        files = (f for f in tmp_path.rglob("*") if f.is_file() and f.name != "build.db")
        return {str(f): (f.stat().st_ino, f.stat().st_mtime_ns) for f in files}

    before = stamps()
    for settings in (None, Settings(exports=True), Settings(exports=False), Settings(check=False)):
        report = update(tmp_path, order, settings)
        assert report["articles"] == 1
        assert stamps() == before
    whole = content(tmp_path)
    for name in ("graph.ttl", "graph.nq", "graph.html"):
        (tmp_path / name).unlink()
    update(tmp_path, order, Settings(exports=False))
    assert not (tmp_path / "graph.ttl").exists()
    update(tmp_path, order)
    assert content(tmp_path) == whole


def test_graph_files_never_show_an_older_graph(
    order: Order, more: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exports = {"graph.html", "graph.nq", "graph.ttl"}

    def there() -> set[str]:
        return exports & {f.name for f in tmp_path.iterdir()}

    monkeypatch.setattr(output, "_LARGE", 10)
    monkeypatch.setattr("kg.update._SHARE", 0)
    update(tmp_path, order)
    assert there() == exports
    update(tmp_path, more)
    assert there() == set()
    update(tmp_path, more, Settings(exports=True))
    assert there() == exports
    assert (tmp_path / "graph.nq").read_bytes() == opened(tmp_path).nquads()
    monkeypatch.setattr(output, "_LARGE", 60_000)
    update(tmp_path, Order(remove=lambda _: ["c"]), Settings(exports=False))
    assert there() == set()


def test_an_article_of_the_same_iri_replaces_the_other(order: Order, tmp_path: Path) -> None:
    update(tmp_path / "one", order)
    (tmp_path / "A.txt").write_text(OTHER, encoding="utf-8")
    again = Order(*documents.read([tmp_path / "A.txt"]))
    report = update(tmp_path / "one", again)
    assert report["articles"] == 1
    update(tmp_path / "two", again)
    assert opened(tmp_path / "one").nquads() == opened(tmp_path / "two").nquads()


def test_an_archive_names_articles_by_id_and_file(order: Order, more: Order, tmp_path: Path) -> None:
    update(tmp_path, order)
    update(tmp_path, more)
    with Archive(tmp_path / "build.db") as archive:
        path = archive.origins()["a"]
        for name in ("a", "a.txt", path, os.path.join(os.path.dirname(path), ".", "a.txt")):  # noqa: PTH118, PTH120
            assert archive.named(name) == ["a"], name
        assert archive.named("b.txt") == archive.named("") == []


def test_the_page_of_a_large_graph_has_no_texts(order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update(tmp_path / "small", order)
    embedded = f'"text":"{TEXT}"'
    assert embedded in (tmp_path / "small" / "graph.html").read_text(encoding="utf-8")
    monkeypatch.setattr(output, "_LARGE", 10)
    update(tmp_path / "large", order)
    assert embedded not in (tmp_path / "large" / "graph.html").read_text(encoding="utf-8")


def test_a_single_file_is_written_whole(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    for data in (b"one", b"two\r\n"):
        place(page, data)
        assert page.read_bytes() == data
    for bad in (tmp_path, page / "x.html", tmp_path / ("x" * 300)):
        with pytest.raises(KgError, match="cannot write"):
            place(bad, b"three")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
