"""A folder that changes from one state to the next, whole or not at all: `with locked(out): …`.

New files are made in `out/.building`; the archive's commit says which of them are the new state, and then they are moved
into place.  Whoever comes next finishes moves that were stopped; what was not committed is thrown away.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.archive import Archive, unfinished
from kg.errors import InputError

ARCHIVE = "build.db"
EXPORTS = ("graph.ttl", "graph.nq", "graph.html")
_STAGING = ".building"
_LOCK = ".lock"


@contextmanager
def locked(out: Path, *, wait: bool = False) -> Iterator[Path]:
    """Hold a build folder for writing, with an empty folder for new files in it, after finishing what was stopped.

    Raises InputError when it cannot be written, or when another build holds it (`wait`: waits for it instead).
    """
    _usable(out)
    new = not out.exists()
    try:
        out.mkdir(parents=True, exist_ok=True)
        with (out / _LOCK).open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise InputError(f"another kg is writing to {out}: wait for it, or give another folder") from error
            finish(out)
            staging = out / _STAGING
            shutil.rmtree(staging, ignore_errors=True)
            staging.mkdir()
            try:
                yield staging
            finally:
                if not unfinished(out / ARCHIVE):
                    shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise InputError(f"cannot write to {out}: {error.strerror or error}") from error
    finally:
        if new and [f.name for f in out.glob("*")] in ([], [_LOCK]):  # nothing was written
            with suppress(OSError):
                shutil.rmtree(out)


def _usable(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise InputError(f"{out} is a file: give a folder")
    store = out / "store"
    if store.is_dir() and any(store.iterdir()) and not (store / "CURRENT").is_file():
        raise InputError(f"{store} is there and is no store of kg: give another folder")


def settled(out: Path) -> Path:
    """The store of a build folder, after finishing what a stopped build had committed.

    Raises InputError when the folder cannot be written then.
    """
    if unfinished(out / ARCHIVE):
        with locked(out, wait=True):
            pass
    return out / "store"


def finish(out: Path) -> None:
    """Move what was committed into its place; a stopped build may have moved a part of it."""
    if not unfinished(out / ARCHIVE):
        return
    with Archive(out / ARCHIVE) as archive:
        for step in archive.pending():
            name = step[1:]
            if step.startswith("+"):
                _replace(out / _STAGING / name, out / name)
            else:
                (out / name).unlink(missing_ok=True)
        archive.settled()
    shutil.rmtree(out / _STAGING, ignore_errors=True)


def _replace(new: Path, target: Path) -> None:
    """Put a new file or folder in place of the old one; what is not there any more was moved before."""
    if not new.exists():
        return
    if target.is_dir() and not target.is_symlink():
        old = new.with_name(f"{new.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        target.rename(old)
    new.rename(target)
