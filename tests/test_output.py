"""A build on disk: whole or not at all, beside whatever else is in the folder, with a report that counts right."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from kg import output, pipeline
from kg.errors import InputError, KgError, ShapeError
from kg.graph.store import Store
from kg.graph.validate import Violation
from kg.output import place, writable, write
from kg.pipeline import Built

TEXT = "Bà Đinh Thị Sáu Bảy là Bí thư Huyện ủy Cần Giờ. Huyện ủy ban hành Kế hoạch số 12-KH/HU."
NAMES = {"graph.html", "graph.nq", "graph.ttl", "issues.jsonl", "report.json", "store"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("in")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_bytes(b"\xff")
    return pipeline.build([folder])


def content(folder: Path) -> dict[str, bytes]:
    """All files below a folder but those of the store, whose bytes are Oxigraph's."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.parent.name != "store")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def answers(out: Path) -> bool:
    return Store.open(out / "store").ask("ASK { ?x a kgo:Tenure }")


def test_all_outputs_are_there(built: Built, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    report = write(built, out)
    assert {path.name for path in out.iterdir()} == NAMES
    assert json.loads((out / "report.json").read_text(encoding="utf-8")) == report
    assert answers(out)
    assert (out / "graph.nq").read_bytes() == built.dataset.nquads
    assert all((out / name).read_bytes().endswith(b"\n") for name in ("graph.nq", "graph.ttl", "report.json"))


def test_the_report_counts_what_is_in_the_graph(built: Built, tmp_path: Path) -> None:
    report = write(built, tmp_path)
    graph = Store.memory(built.dataset.nquads)
    counts = report["counts"]
    assert isinstance(counts, dict)
    for kind in ("Person", "Tenure", "Plan", "PartyBody", "District"):
        (row,) = graph.select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ ?x a kgo:{kind} }}").dicts()
        assert counts[kind] == int(row["n"]) > 0, kind
    assert report["articles"] == 1
    assert report["words"] == len(TEXT.split())
    assert report["triples"] == len(Store.memory(built.dataset.ntriples))
    assert report["quads"] == len(graph)
    assert (report["issues"], report["violations"]) == (1, 0)
    seconds = report["seconds"]
    assert isinstance(seconds, dict)
    assert list(seconds) == ["documents", "articles", "identity", "graph", "turtle", "store", "shapes", "page"]
    assert all(value >= 0 for value in seconds.values())
    versions = report["versions"]
    assert isinstance(versions, dict)
    assert set(versions) == {"vn-party-kg", "pyoxigraph", "rdflib", "pyvis", "python"}


def test_every_issue_is_a_line(built: Built, tmp_path: Path) -> None:
    write(built, tmp_path)
    lines = (tmp_path / "issues.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [asdict(issue) for issue in built.issues]
    assert json.loads(lines[0])["what"] == "no UTF-8 at byte 0"


def test_what_was_there_is_replaced_and_what_is_foreign_kept(built: Built, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept.txt").write_text("kept", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "notes.md").write_text("mine", encoding="utf-8")
    (out / "graph.ttl").write_text("old", encoding="utf-8")
    (out / "store").symlink_to(elsewhere)
    (out / "store" / "CURRENT").touch()
    write(built, out)
    first = content(out)
    write(built, out)
    assert {path.name for path in out.iterdir()} == {*NAMES, "notes.md"}
    assert (out / "notes.md").read_text(encoding="utf-8") == "mine"
    assert {k: v for k, v in content(out).items() if k != "report.json"} == {
        k: v for k, v in first.items() if k != "report.json"
    }
    assert answers(out)
    # A link is replaced, not followed.
    assert (elsewhere / "kept.txt").is_file()


@pytest.mark.parametrize("step", ["turtle", "Store.create", "validate", "render", "words"])
@pytest.mark.parametrize("error", [ValueError("a defect"), KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_a_failed_build_leaves_what_was_there(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    write(built, tmp_path / "old")
    before = content(tmp_path / "old")
    monkeypatch.setattr(f"kg.output.{step}", fail)
    for folder in ("old", "new"):
        with pytest.raises((ValueError, KeyboardInterrupt, InputError)):
            write(built, tmp_path / folder)
    assert content(tmp_path / "old") == before
    assert answers(tmp_path / "old")
    assert {path.name for path in (tmp_path / "old").iterdir()} == NAMES
    assert not (tmp_path / "new").exists()


def test_a_failed_move_puts_everything_back(built: Built, tmp_path: Path) -> None:
    write(built, tmp_path)
    (tmp_path / "report.json").unlink()
    (tmp_path / "report.json").mkdir()
    (tmp_path / "report.json" / "foreign.txt").touch()
    (tmp_path / "graph.nq").unlink()
    (tmp_path / "graph.html").write_text("old", encoding="utf-8")
    before = content(tmp_path)
    with pytest.raises(InputError, match="cannot write to"):
        write(built, tmp_path)
    assert content(tmp_path) == before
    assert not (tmp_path / "graph.nq").exists()
    assert not (tmp_path / ".building").exists()
    assert answers(tmp_path)


def fails(out: Path, message: str, built: Built) -> None:
    for attempt in (lambda: writable(out), lambda: write(built, out)):
        with pytest.raises(InputError, match=message) as error:
            attempt()
        assert "\n" not in str(error.value)


def test_folders_that_cannot_take_it(built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    file.touch()
    fails(file, "file is a file: give a folder", built)
    fails(file / "out", "cannot write to .*: Not a directory", built)
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "sold.csv").touch()
    fails(tmp_path, "store is there and is no store of kg", built)
    (tmp_path / "busy" / ".building").mkdir(parents=True)
    fails(tmp_path / "busy", "another build is running, or one was stopped; remove it to go on", built)
    assert (tmp_path / "busy" / ".building").is_dir()

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refused)
    fails(tmp_path / "closed", "cannot write to .*closed: Permission denied", built)


def test_looking_whether_a_folder_is_writable_leaves_nothing(tmp_path: Path) -> None:
    writable(tmp_path / "out")
    writable(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_violations_are_raised_after_writing_unless_nobody_asks(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = (Violation("shape", "focus", "path", "value", "A tenure has a status."),) * 2
    monkeypatch.setattr(output, "validate", lambda _: found)
    with pytest.raises(ShapeError, match=r"2 violations of .*; first: A tenure has a status. \(focus\)"):
        write(built, tmp_path)
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["violations"] == 2
    assert write(built, tmp_path, check=False)["violations"] == 0


def test_the_page_of_a_large_graph_has_no_texts(built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(built, tmp_path)
    embedded = f'"text":"{TEXT}"'
    assert embedded in (tmp_path / "graph.html").read_text(encoding="utf-8")
    monkeypatch.setattr(output, "_LARGE", 10)
    write(built, tmp_path)
    assert embedded not in (tmp_path / "graph.html").read_text(encoding="utf-8")


def test_a_single_file_is_written_whole(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    for text in ("one", "two\r\n"):
        place(page, text)
        assert page.read_bytes() == text.encode()
    for bad in (tmp_path, page / "x.html", tmp_path / ("x" * 300)):
        with pytest.raises(KgError, match="cannot write"):
            place(bad, "three")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
