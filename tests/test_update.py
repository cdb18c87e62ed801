"""A build that goes on: after any additions, changes and removals it is, byte for byte, the build of what is there."""

import json
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg as kg_package
from kg import output
from kg.archive import Archive
from kg.documents.text import document
from kg.errors import InputError
from kg.judgements import judge
from kg.model import Document, Judgement, Reading
from kg.output import Order, Settings, update
from kg.pipeline import read_article
from kg.staging import opened
from kg.text.keys import alias

# Nobody of these exists; the places do.
PEOPLE = ("Tạ Sáu Bảy", "Tạ Sáu Bảy", "Lục Thị Tư Khế", "Mạc Văn Ổi")
PLACES = ("Cần Giờ", "Củ Chi", "Vĩnh Bảo")
DATES = ("", "", "2019-06-01", "2020-10-10", "2024", "2025-08-01")
IDS = tuple(f"tin-{n}" for n in range(9))
SENTENCES = (
    "Ông {0}, Bí thư Huyện ủy {2}, chủ trì hội nghị.",
    "Ông {0}, nguyên Bí thư Huyện uỷ {2}, và bà {1} đến dự.",
    "Ông {0} phát biểu.",
    "Bà {0} được bầu giữ chức Phó Chủ tịch UBND huyện {2}, thay ông {1}.",
    "Đại hội Đảng bộ huyện {2} lần thứ XII, nhiệm kỳ 2020-2025, bầu ông {0} giữ chức Bí thư Huyện ủy.",
    "Thực hiện Chỉ thị số 35-CT/TW ngày 30/5/2019 của Bộ Chính trị, Huyện ủy {2} ban hành Kế hoạch số 12-KH/HU.",
    "Thực hiện Chỉ thị số 35-CT/TW ngày 18/6/2024 của Bộ Chính trị, ông {0} ký Kế hoạch số 12-KH/HU.",
    "Hội nghị học tập Chỉ thị số 35-CT/TW của Bộ Chính trị tại huyện {2}.",
)
JUDGED = tuple(
    judge(alias("person/tạ-sáu-bảy", IDS[one]), alias("person/tạ-sáu-bảy", IDS[other]), verdict, "Lan", "đã hỏi")
    for one, other, verdict in ((0, 1, "same"), (1, 2, "different"), (0, 2, "different"), (3, 4, "unsure"))
)


class Step(NamedTuple):
    """Articles to add or to change, ids to take out, and the judgements that hold from then on (None: as before)."""

    put: tuple[Document, ...]
    gone: frozenset[str]
    judged: tuple[Judgement, ...] | None


@st.composite
def article(draw: st.DrawFn) -> Document:
    chosen = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3))
    people = st.sampled_from(PEOPLE)
    text = " ".join(s.format(draw(people), draw(people), draw(st.sampled_from(PLACES))) for s in chosen)
    return document(draw(st.sampled_from(IDS)), text, "tin.jsonl:1", date=draw(st.sampled_from(DATES)))


STEPS = st.lists(
    st.builds(
        Step,
        st.lists(article(), max_size=4, unique_by=lambda d: d.id).map(tuple),
        st.frozensets(st.sampled_from(IDS), max_size=3),
        st.one_of(st.none(), st.none(), st.lists(st.sampled_from(JUDGED), max_size=2, unique=True).map(tuple)),
    ),
    min_size=4,
    max_size=6,
)


def state(out: Path) -> dict[str, object]:
    """Everything of a build: its files, what is in the store, and what the archive knows; not where it was read."""
    found: dict[str, object] = {
        f.name: f.read_bytes() for f in out.iterdir() if f.is_file() and f.name not in ("build.db", ".lock")
    }
    found["store"] = opened(out).nquads()
    db = sqlite3.connect(out / "build.db")
    for table in ("reading", "article", "known", "name", "reference", "issue", "judgement", "violation", "pending"):
        columns = "id, digest, date, words" if table == "article" else "digest" if table == "reading" else "*"
        found[table] = sorted(db.execute(f"SELECT {columns} FROM {table}"))  # noqa: S608
    db.close()
    return found


def same(one: dict[str, object], other: dict[str, object]) -> None:
    """Fail with the lines in which two states differ."""
    assert one.keys() == other.keys()
    for name, value in one.items():
        lines = [set(v.splitlines() if isinstance(v, bytes) else v) for v in (value, other[name])]  # type: ignore[call-overload]
        assert lines[0] - lines[1] == lines[1] - lines[0] == set(), name
        assert value == other[name], name


# --- Any steps


@settings(max_examples=14, derandomize=True, deadline=None, database=None)
@given(STEPS, st.sampled_from((0, 0, 4)))
def test_a_build_is_a_function_of_its_articles(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step], share: int
) -> None:
    folder = tmp_path_factory.mktemp("any")
    there: dict[str, Document] = {}
    judged: tuple[Judgement, ...] = ()
    unchecked = Settings(check=False)
    with pytest.MonkeyPatch.context() as patch:
        for n, step in enumerate(steps):
            patch.setattr("kg.update._SHARE", share)  # 0: only what changes is written, however much it is
            update(folder / "on", Order(step.put, (), lambda _, s=step: s.gone, step.judged), unchecked)  # type: ignore[misc]
            there = {id_: d for id_, d in there.items() if id_ not in step.gone} | {d.id: d for d in step.put}
            judged = judged if step.judged is None else step.judged
            update(folder / str(n), Order(tuple(there.values()), judgements=judged), unchecked)
            same(state(folder / "on"), state(folder / str(n)))


def folder_of(where: Path, documents: Iterable[Document]) -> Path:
    """A folder with a file an article, its date in a JSON line."""
    where.mkdir()
    for d in documents:
        row = {"id": d.id, "text": d.text, "date": d.date}
        (where / f"{d.id}.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    return where


def some(count: int, seed: int = 0) -> list[Document]:
    """Articles of two sentences, each with its own id."""
    chance = random.Random(seed)  # noqa: S311
    made = []
    for n in range(count):
        names = (chance.choice(PEOPLE), chance.choice(PEOPLE), chance.choice(PLACES))
        text = " ".join(s.format(*names) for s in chance.sample(SENTENCES, 2))
        made.append(document(f"bài-{n:03}", f"{text} {n}.", f"{n}.txt", date=chance.choice(DATES)))
    return made


def kg(*argv: str | Path, code: int = 0) -> str:
    """Run a command, look at its exit code and return what it says."""
    done = subprocess.run([sys.executable, "-m", "kg", *argv], capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


# --- The commands


def test_what_is_built_and_removed_was_never_there(tmp_path: Path) -> None:
    documents = some(24)
    everything = folder_of(tmp_path / "in", documents)
    out = tmp_path / "out"
    kg("build", everything, "--out", out, "-q")
    chance = random.Random(5)  # noqa: S311
    for n in range(3):
        gone = {d.id for d in chance.sample(documents, chance.randint(1, 8))}
        names = [name if chance.random() < 0.5 else f"{name}.jsonl" for name in sorted(gone)]
        kg("remove", *names, "--out", out, "-q")
        rest = folder_of(tmp_path / f"in{n}", [d for d in documents if d.id not in gone])
        kg("build", rest, "--out", tmp_path / f"out{n}", "-q")
        same(state(out), state(tmp_path / f"out{n}"))
        assert "no article" in kg("remove", *names, "--out", out, code=2)
        kg("build", everything, "--out", out, "-q")


def test_everything_can_be_removed_and_come_back(tmp_path: Path) -> None:
    documents = some(4)
    out = tmp_path / "out"
    update(out, Order(documents))
    before = state(out)
    said = kg("remove", *(d.id for d in documents), "--out", out)
    assert "0 articles, 0 words" in said
    update(tmp_path / "none", Order())
    same(state(out), state(tmp_path / "none"))
    assert "0 violations" in kg("check", "--graph", out)
    update(out, Order(documents))
    same(state(out), before)


def test_a_change_of_the_graph_conforms_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.update._SHARE", 0)
    documents = some(10, seed=2)
    for n in range(len(documents)):
        assert update(tmp_path / "on", Order(documents[n : n + 1]))["violations"] == 0
    assert update(tmp_path / "on", Order(remove=lambda _: {d.id for d in documents[:5]}))["violations"] == 0
    update(tmp_path / "anew", Order(documents[5:]))
    same(state(tmp_path / "on"), state(tmp_path / "anew"))


# --- What is read again


@pytest.fixture
def read_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the articles that were read."""
    seen: list[str] = []

    def counted(d: Document) -> Reading:
        seen.append(d.id)
        return read_article(d)

    monkeypatch.setattr("kg.pipeline.read_article", counted)
    return seen


def test_only_new_and_changed_articles_are_read(tmp_path: Path, read_again: list[str]) -> None:
    documents = some(6)
    update(tmp_path, Order(documents))
    assert sorted(read_again) == [d.id for d in documents]
    before = state(tmp_path)
    del read_again[:]
    update(tmp_path, Order(documents))
    # Another file is no other article.
    moved = [replace(d, origin=f"moved/{d.id}.txt") for d in documents]
    update(tmp_path, Order(moved))
    assert read_again == []
    same(state(tmp_path), before)
    for name in ("bài-003", "bài-003.txt", "moved/bài-003.txt"):
        with Archive(tmp_path / "build.db") as archive:
            assert archive.named(name) == ["bài-003"], name
    changed = [replace(documents[0], date="2011-02-03"), replace(documents[1], text="Ông Tạ Sáu Bảy phát biểu.")]
    update(tmp_path, Order([*changed, *documents[2:]]))
    assert sorted(read_again) == [d.id for d in changed]


def test_another_program_reads_everything_again(
    tmp_path: Path, read_again: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = some(6)
    update(tmp_path / "on", Order(documents))
    update(tmp_path / "on", Order([replace(d, origin=f"tin/{d.id}.txt") for d in documents]))
    before = state(tmp_path / "on")
    for n, order in enumerate((Order(), Order(documents[:1]), Order(remove=lambda _: ["bài-002"]))):
        del read_again[:]
        for module in ("update", "output"):
            monkeypatch.setattr(f"kg.{module}.extractor", lambda n=n: f"version {n}")
        update(tmp_path / "on", order)
        there = [d for d in documents if n < 2 or d.id != "bài-002"]
        assert sorted(read_again) == [d.id for d in there]
        now = state(tmp_path / "on")
        if n < 2:
            assert now["store"] == before["store"]
        update(tmp_path / f"anew{n}", Order(there))
        same(now, state(tmp_path / f"anew{n}"))
    with Archive(tmp_path / "on" / "build.db") as archive:
        assert archive.named("tin/bài-004.txt") == ["bài-004"]


# --- Folders that are no build, or a damaged one


def damaged(out: Path) -> None:
    (out / "build.db").write_bytes(b"this is no database" * 1000)


def cut(out: Path) -> None:
    data = (out / "build.db").read_bytes()
    (out / "build.db").write_bytes(data[:5000] + b"\0" * 4096 + data[9096:-4096])


def of_another_format(out: Path) -> None:
    with sqlite3.connect(out / "build.db") as db:
        db.execute("UPDATE fact SET value = '0' WHERE name = 'format'")
    db.close()


def of_another_program(out: Path) -> None:
    (out / "build.db").unlink()
    with sqlite3.connect(out / "build.db") as db:
        db.execute("CREATE TABLE other (x)")
    db.close()


def missing(out: Path) -> None:
    (out / "build.db").unlink()


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (damaged, r"build\.db cannot be used \(file is not a database\): build all articles into another folder"),
        (cut, r"build\.db cannot be used"),
        (of_another_format, r"build\.db was written by another version of kg: build into another folder"),
        (of_another_program, r"build\.db cannot be used \(no such table: fact\): build all articles into another"),
        (missing, r"has a graph but no build\.db, which holds its articles: give another folder, or remove "),
    ],
)
def test_a_build_without_its_archive_is_left_alone(tmp_path: Path, spoil: Callable[[Path], None], message: str) -> None:
    documents = some(5)
    update(tmp_path, Order(documents))
    before = opened(tmp_path).nquads()
    spoil(tmp_path)
    files = {f.name: f.read_bytes() for f in tmp_path.iterdir() if f.is_file()}
    orders = (Order(documents[:1]), Order(remove=lambda archive: output.called(archive, ["bài-000"])))
    for order in orders:
        with pytest.raises(InputError, match=message) as error:
            update(tmp_path, order)
        assert "\n" not in str(error.value)
    assert {f.name: f.read_bytes() for f in tmp_path.iterdir() if f.is_file()} == files
    # What is there can be asked all the same.
    assert opened(tmp_path).nquads() == before


def test_a_store_alone_is_a_graph(tmp_path: Path) -> None:
    update(tmp_path / "out", Order(some(5)))
    shutil.copytree(tmp_path / "out" / "store", tmp_path / "copy" / "store")
    stamps = {f: f.stat().st_mtime_ns for f in (tmp_path / "copy").rglob("*")}
    assert kg_package.open_graph(tmp_path / "copy").to_turtle() == kg_package.open_graph(tmp_path / "out").to_turtle()
    assert "Tạ Sáu Bảy" in kg("query", "holders", "--graph", tmp_path / "copy")
    assert {f: f.stat().st_mtime_ns for f in (tmp_path / "copy").rglob("*")} == stamps
    assert "there is no build in" in kg("remove", "bài-000", "--out", tmp_path / "copy", code=2)


def test_folders_with_odd_names(tmp_path: Path) -> None:
    out = tmp_path / "a%20?#b"
    update(out, Order(some(2)))
    with sqlite3.connect(out / "build.db") as db:
        db.execute("INSERT INTO pending VALUES ('-graph.ttl')")
    db.close()
    assert len(kg_package.open_graph(out)) > 0
    assert not (out / "graph.ttl").exists()


def test_a_full_disk_is_told_in_one_line(tmp_path: Path) -> None:
    update(tmp_path, Order(some(5)))
    before = state(tmp_path)

    class Full(Archive):
        def begin(self) -> None:
            super().begin()
            (pages,) = self._db.execute("PRAGMA page_count").fetchone()
            self._db.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(output, "Archive", Full)
        with pytest.raises(InputError, match=r"build\.db cannot be used: database or disk is full$"):
            update(tmp_path, Order(some(60, seed=9)))
    now = state(tmp_path)
    assert {name: now[name] for name in before if name != "reading"} == {n: before[n] for n in before if n != "reading"}
    update(tmp_path, Order(some(60, seed=9)))
