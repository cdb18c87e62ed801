"""A folder is the old build or the new one, whenever it is killed, whoever reads it; two do not write at once."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.archive import Archive
from kg.errors import InputError
from kg.graph.store import Store
from kg.graph.vocabulary import BASE as BASE_IRI
from kg.model import Document, Reading
from kg.output import Order, Settings, update
from kg.pipeline import read_article
from kg.staging import locked, opened
from tests.test_update import folder_of, same, some, state

BASE = some(14)
MORE = some(30, seed=3)[14:]
UNCHECKED = Settings(check=False)


class KilledError(BaseException):
    """The process is dead: nothing that it does from now on has an effect."""


class Death:
    """Lets a process die before its n-th step on the file system or in the archive, and do nothing from then on."""

    def __init__(self, patch: pytest.MonkeyPatch, n: int) -> None:
        self.left = n
        for owner, name in ((os, "mkdir"), (os, "rename"), (os, "unlink"), (os, "rmdir")):
            self._before(patch, owner, name)
        for name in ("begin", "commit", "settled"):
            self._before(patch, Archive, name)

    def _before(self, patch: pytest.MonkeyPatch, owner: object, name: str) -> None:
        real = getattr(owner, name)

        def step(*args: object, **options: object) -> object:
            self.left -= 1
            if self.left <= 0:
                raise KilledError
            return real(*args, **options)

        patch.setattr(owner, name, step)


def visible(found: dict[str, object]) -> dict[str, object]:
    """What a reader sees of a state."""
    return {name: value for name, value in found.items() if name != "reading"}


def clean(out: Path) -> None:
    assert {f.name for f in out.iterdir()} - {"graph.ttl", "graph.nq", "graph.html"} == {
        "store", "build.db", ".lock", "issues.jsonl", "report.json",
    }  # fmt: skip


def holders(out: Path) -> list[dict[str, str]]:
    return kg.open_graph(out).ask("holders")


@pytest.mark.parametrize(
    ("order", "share", "large", "stride"),
    [
        (Order(MORE[:1]), 0, 60_000, 1),
        (Order(remove=lambda _: [d.id for d in BASE[:3]]), 0, 10, 2),  # the graph files go
        (Order(MORE), 4, 60_000, 3),
    ],
    ids=["added", "removed", "anew"],
)
def test_whatever_the_step_at_which_it_dies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, order: Order, share: int, large: int, stride: int
) -> None:
    update(tmp_path / "old", Order(BASE), UNCHECKED)
    monkeypatch.setattr("kg.update._SHARE", share)
    monkeypatch.setattr("kg.output._LARGE", large)
    shutil.copytree(tmp_path / "old", tmp_path / "new")
    update(tmp_path / "new", order, UNCHECKED)
    old, new = (visible(state(tmp_path / name)) for name in ("old", "new"))
    assert old["store"] != new["store"]
    seen = {"old": 0, "new": 0, "unmoved": 0}
    for n in range(1, 300, stride):
        out = tmp_path / str(n)
        shutil.copytree(tmp_path / "old", out)
        try:
            with pytest.MonkeyPatch.context() as patch:
                Death(patch, n)
                update(out, order, UNCHECKED)
        except KilledError:
            seen["unmoved"] += not (out / "store").exists()
            graph = opened(out).nquads()
            found = visible(state(out))
            which = "new" if graph == new["store"] else "old"
            seen[which] += 1
            same(found, new if which == "new" else old)
        else:
            break
        update(out, order, UNCHECKED)
        same(visible(state(out)), new)
        clean(out)
        shutil.rmtree(out)
    assert seen["old"] > 1 < seen["new"]
    assert seen["unmoved"] or stride > 1
    assert (seen["old"] + seen["new"]) * stride == n - 1


def killed(seconds: float, *argv: str | Path) -> bool:
    """Run a command and kill it after some time; whether it was killed before its end."""
    with subprocess.Popen([sys.executable, "-m", "kg", *argv], stdout=subprocess.DEVNULL) as command:
        try:
            command.wait(seconds)
        except subprocess.TimeoutExpired:
            command.kill()
    assert command.returncode in (0, -signal.SIGKILL)
    return command.returncode != 0


def test_killed_at_any_moment(tmp_path: Path) -> None:
    documents = [*BASE, *MORE]
    everything = folder_of(tmp_path / "all", documents)
    rest = [d.id for d in MORE]
    update(tmp_path / "base", Order(BASE), UNCHECKED)
    update(tmp_path / "whole", Order(documents), UNCHECKED)
    ends = [opened(tmp_path / name).nquads() for name in ("base", "whole")]
    started = time.monotonic()
    assert not killed(60, "build", everything, "--out", tmp_path / "timed", "-q", "--no-check")
    whole = time.monotonic() - started
    out = tmp_path / "out"
    shutil.copytree(tmp_path / "base", out)
    chance = random.Random(11)  # noqa: S311
    deaths = 0
    for n in range(8):
        moment = chance.uniform(0.2, 1.0) * whole
        if n % 2:
            deaths += killed(moment, "remove", *rest, "--out", out, "-q", "--no-check")
        else:
            deaths += killed(moment, "build", everything, "--out", out, "-q", "--no-check")
        assert opened(out).nquads() in ends
        assert holders(out)
        # The next command goes on from either state.
        if n % 2:
            update(out, Order(remove=lambda _: rest), UNCHECKED)
        else:
            update(out, Order(documents), UNCHECKED)
        same(visible(state(out)), visible(state(tmp_path / ("base" if n % 2 else "whole"))))
        clean(out)
    assert deaths > 2


def test_what_was_read_before_the_end_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = some(150)
    read: list[str] = []

    def until(last: int) -> Callable[[Document], Reading]:
        def counted(d: Document) -> Reading:
            if len(read) == last:
                raise KilledError
            read.append(d.id)
            return read_article(d)

        return counted

    monkeypatch.setattr("kg.pipeline.read_article", until(140))
    with pytest.raises(KilledError):
        update(tmp_path, Order(documents), UNCHECKED)
    with pytest.raises(InputError, match="no store at"):
        opened(tmp_path)
    first, read[:] = set(read), []
    monkeypatch.setattr("kg.pipeline.read_article", until(-1))
    assert update(tmp_path, Order(documents), UNCHECKED)["articles"] == 150
    assert len(first & set(read)) <= 64
    assert first | set(read) == {d.id for d in documents}


# --- Two at once


def test_a_second_build_says_so_and_changes_nothing(tmp_path: Path) -> None:
    inputs = folder_of(tmp_path / "in", MORE)
    out = tmp_path / "out"
    update(out, Order(BASE), UNCHECKED)
    before = state(out)
    with locked(out) as staging:
        (staging / "store").mkdir()
        for command in (["build", inputs], ["remove", BASE[0].id]):
            done = subprocess.run(
                [sys.executable, "-m", "kg", *command, "--out", out], capture_output=True, text=True, check=False
            )
            assert (done.returncode, done.stdout) == (2, "")
            assert done.stderr == f"kg: another kg is writing to {out}: wait for it, or give another folder\n"
        assert (staging / "store").is_dir()
        # Whoever reads is not kept waiting.
        assert holders(out)
        same(state(out), before)
    same(state(out), before)
    clean(out)


def test_a_second_build_of_a_new_folder_leaves_the_first_alone(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with locked(out):
        with pytest.raises(InputError, match="another kg is writing"), locked(out):
            pass
        assert out.is_dir()
    assert not out.exists()


def test_questions_are_answered_while_a_build_runs(tmp_path: Path) -> None:
    inputs = folder_of(tmp_path / "in", some(200, seed=8))
    out = tmp_path / "out"
    update(out, Order(BASE), UNCHECKED)
    allowed = {opened(out).nquads()}
    found = []
    with subprocess.Popen([sys.executable, "-m", "kg", "build", inputs, "--out", out, "-q"]) as command:
        while command.poll() is None:
            started = time.monotonic()
            found.append(opened(out).nquads())
            assert time.monotonic() - started < 4  # less than what a locked archive is waited for
            time.sleep(0.01)
    assert command.returncode == 0
    allowed.add(opened(out).nquads())
    assert set(found) <= allowed
    assert len(allowed) == 2
    assert len(found) > 10


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for the workers where Linux has them")
def test_workers_end_with_their_build(tmp_path: Path) -> None:
    inputs = folder_of(tmp_path / "in", some(1500, seed=4))
    out = tmp_path / "out"
    with subprocess.Popen([sys.executable, "-m", "kg", "build", inputs, "--out", out, "-q", "--jobs", "2"]) as command:
        children = Path(f"/proc/{command.pid}/task/{command.pid}/children")
        workers: list[str] = []
        while len(workers) < 2 and command.poll() is None:
            time.sleep(0.01)
            workers = children.read_text(encoding="ascii").split()
        command.kill()
    assert len(workers) == 2
    with locked(out):  # no worker holds it
        pass
    deadline = time.monotonic() + 10
    while any(Path("/proc", pid).exists() for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [pid for pid in workers if Path("/proc", pid).exists()]


# --- Readers


# Each needs another index of the store.
PATTERNS = (
    "<{graph}> ?p ?o", "?s kgo:status 'current'", "?s ?p 'Tạ Sáu Bảy'@vi", "GRAPH <{graph}> {{ ?s a kgo:Person }}",
    "GRAPH <{graph}> {{ ?s ?p 'Tạ Sáu Bảy'@vi }}", "GRAPH <{graph}> {{ ?s ?p ?o }}", "GRAPH ?g {{ ?s a kgo:Tenure }}",
    "GRAPH ?g {{ ?s ?p 'current' }}", "GRAPH ?g {{ <{graph}> ?p ?o }}",
)  # fmt: skip


def told(store: Store) -> list[object]:
    """What a store answers, and all that is in it."""
    graph = f"{BASE_IRI}graph/{BASE[0].id}"
    rows = [store.select(f"SELECT * {{ {p.format(graph=graph)} }}").dicts() for p in PATTERNS]
    return [store.nquads(), store.ntriples(), *(sorted(map(str, found)) for found in rows)]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="files are opened by their number on Linux")
def test_an_open_graph_stays_what_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.update._SHARE", 0)
    monkeypatch.setattr("kg.output._LARGE", 10)  # no graph files: nothing is faster
    update(tmp_path, Order(BASE), UNCHECKED)
    # A store that was often changed has more files than are opened at once.
    while len(list((tmp_path / "store").glob("*.sst"))) <= 20:
        update(tmp_path, Order(MORE[:1]), UNCHECKED)
        update(tmp_path, Order(remove=lambda _: [MORE[0].id]), UNCHECKED)
    expected = told(opened(tmp_path))
    graph, other = kg.open_graph(tmp_path), opened(tmp_path)
    monkeypatch.setattr("kg.update._SHARE", 1000)
    for gone in (BASE[1:5], BASE[5:9]):
        update(tmp_path, Order(remove=lambda _, gone=gone: [d.id for d in gone]), UNCHECKED)  # type: ignore[misc]
    assert told(other) == expected != told(opened(tmp_path))
    assert graph.ask("holders") != holders(tmp_path)
    assert len(list(tmp_path.glob(".old-*"))) == 1
    del graph, other
    update(tmp_path, Order(BASE[:1]), UNCHECKED)
    clean(tmp_path)


def unmoved(out: Path) -> bytes:
    """Let a build die between its commit and its first move; the graph that is to come."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.output.finish", lambda _: None)
        update(out, Order(MORE), UNCHECKED)
    return Store.open(out / ".building" / "store").nquads()


def test_who_comes_during_the_moves_waits_for_their_end(tmp_path: Path) -> None:
    update(tmp_path, Order(BASE), UNCHECKED)
    coming = unmoved(tmp_path)
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.append(opened(tmp_path).nquads()))
    # As `locked`, but without finishing.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.staging.finish", lambda _: None)
        patch.setattr("kg.staging.shutil.rmtree", lambda *_, **__: None)
        patch.setattr(Path, "mkdir", lambda *_, **__: None)
        with locked(tmp_path):
            reader.start()
            time.sleep(0.3)
            assert found == []
    reader.join(10)
    assert found == [coming]
    clean(tmp_path)


def test_a_folder_that_cannot_be_written_but_must_be(tmp_path: Path) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    update(tmp_path, Order(BASE), UNCHECKED)
    before = opened(tmp_path).nquads()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "open", refused)
        assert opened(tmp_path).nquads() == before
    coming = unmoved(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "open", refused)
        with pytest.raises(InputError, match=r"cannot write to .*: Permission denied"):
            opened(tmp_path)
    assert opened(tmp_path).nquads() == coming


def test_a_locked_archive_does_not_keep_readers_out(tmp_path: Path) -> None:
    update(tmp_path, Order(BASE), UNCHECKED)
    before = opened(tmp_path).nquads()
    with Archive(tmp_path / "build.db") as archive:
        archive.begin()
        for n in range(3000):  # more than a cache holds
            archive.note(f"n{n}", "x" * 4000)
        started = time.monotonic()
        assert opened(tmp_path).nquads() == before
        assert time.monotonic() - started < 2
        with sqlite3.connect(f"file:{tmp_path}/build.db?mode=ro", uri=True) as db:
            assert db.execute("SELECT count(*) FROM fact WHERE name LIKE 'n%'").fetchone() == (0,)
        db.close()
