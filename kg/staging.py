"""A folder that changes from one state to the next, whole or not at all: `with locked(out): …`.

New files are made in `out/.building`; the archive's commit says which of them are the new state, and then they are
moved into place.  Whoever comes next finishes moves that were stopped; what was not committed is thrown away.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from kg.archive import Archive, unfinished
from kg.errors import InputError
from kg.graph.store import Store

ARCHIVE = "build.db"
EXPORTS = ("graph.ttl", "graph.nq", "graph.html")
_FILES = (*EXPORTS, "issues.jsonl", "report.json")
_STORE = "store"
_STAGING = ".building"
_LOCK = ".lock"
_OLD = ".old-"  # before the number of a store that was replaced while somebody read it
_PAUSE = 0.02  # seconds between looks whether another process has moved its files
_OPEN_FILES = Path("/proc/self/fd")

_held: set[TextIO] = set()
# A worker that outlives its build must not keep the folder locked.
os.register_at_fork(after_in_child=lambda: [lock.close() for lock in _held])


@contextmanager
def locked(out: Path) -> Iterator[Path]:
    """Hold a build folder for writing, with an empty folder for new files in it, after finishing what was stopped.

    Raises InputError when it cannot be written, or when another build holds it.
    """
    try:
        _usable(out)
        new = not out.exists()
        out.mkdir(parents=True, exist_ok=True)
        with _lock(out) as mine:
            if not mine:
                raise InputError(f"another kg is writing to {out}: wait for it, or give another folder")
            finish(out)
            staging = out / _STAGING
            shutil.rmtree(staging, ignore_errors=True)
            staging.mkdir()
            try:
                yield staging
            finally:
                if not unfinished(out / ARCHIVE):
                    shutil.rmtree(staging, ignore_errors=True)
                if new and [f.name for f in out.iterdir()] == [_LOCK]:  # nothing was written
                    shutil.rmtree(out, ignore_errors=True)
    except OSError as error:
        raise _unwritable(out, error) from error


def _unwritable(out: Path, error: OSError) -> InputError:
    return InputError(f"cannot write to {out}: {error.strerror or error}")


@contextmanager
def _lock(out: Path) -> Iterator[bool]:
    """Take the lock of a folder until the end of the block; False when another process has it."""
    with (out / _LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        _held.add(lock)
        try:
            yield True
        finally:
            _held.discard(lock)


def _usable(out: Path) -> None:
    """Raise InputError for a folder in which something stands where a build has something else."""
    if out.exists() and not out.is_dir():
        raise InputError(f"{out} is a file: give a folder")
    for name in _FILES:
        if (out / name).is_dir():
            raise InputError(f"{out / name} is a folder: give another folder for the build")
    store = out / _STORE
    if not store.exists() or (store.is_dir() and not any(store.iterdir())) or (out / ARCHIVE).exists():
        return
    if not (store / "CURRENT").is_file():
        raise InputError(f"{store} is there and is no store of kg: give another folder")
    raise InputError(
        f"{out} has a graph but no {ARCHIVE}, which holds its articles: "
        f"give another folder, or remove {store} and build all articles again"
    )


def opened(out: Path) -> Store:
    """The store of a build folder for reading, after finishing what a stopped build had committed.

    It stays readable while builds replace it.  Raises InputError when there is none, or when the folder cannot be
    written although a stopped build is to be finished.
    """
    try:
        return _opened(out)
    except (InputError, OSError):
        if not (out / ARCHIVE).is_file():
            raise
        return _opened(out)  # a build may just have moved it


def _opened(out: Path) -> Store:
    while unfinished(out / ARCHIVE):
        try:
            with _lock(out) as mine:
                if mine:
                    finish(out)
                else:
                    time.sleep(_PAUSE)
        except OSError as error:
            raise _unwritable(out, error) from error
    path = out / _STORE
    if not (path / "CURRENT").is_file() or not _OPEN_FILES.is_dir():
        return Store.open(path)
    # Opened by its number, for some of its files are opened later, when it may have another name.
    number = os.open(path, os.O_RDONLY)
    try:
        with suppress(OSError):  # some file systems know no locks
            fcntl.flock(number, fcntl.LOCK_SH | fcntl.LOCK_NB)
        store = Store.open(_OPEN_FILES / str(number))
    except BaseException:
        os.close(number)
        raise
    weakref.finalize(store, os.close, number)
    return store


def finish(out: Path) -> None:
    """Move what was committed into its place; a stopped build may have moved a part of it.  The folder is `locked`."""
    if not unfinished(out / ARCHIVE):
        _sweep(out)
        return
    with Archive(out / ARCHIVE) as archive:
        for step in archive.pending():
            name = step[1:]
            if step.startswith("+"):
                _replace(out / _STAGING / name, out / name)
            else:
                (out / name).unlink(missing_ok=True)
        archive.settled()
    _sweep(out)
    shutil.rmtree(out / _STAGING, ignore_errors=True)


def _replace(new: Path, target: Path) -> None:
    """Put a new file or folder in place of the old one; what is not there any more was moved before."""
    if not new.exists():
        return
    if target.is_symlink():
        target.unlink()
    elif target.is_dir():
        numbers = (int(f.name.removeprefix(_OLD)) for f in target.parent.glob(f"{_OLD}*"))
        target.rename(target.with_name(f"{_OLD}{max(numbers, default=0) + 1}"))
    new.rename(target)


def _sweep(out: Path) -> None:
    """Remove the stores that were replaced and that nobody reads any more."""
    for old in out.glob(f"{_OLD}*"):
        number = os.open(old, os.O_RDONLY)
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(old, ignore_errors=True)
        except OSError:  # somebody reads it
            continue
        finally:
            os.close(number)
