"""Seconds a user waits, best of three: `kg --help    0.21 s  (at most 0.50 s)`."""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.conftest import SEEDS


def command(*arguments: str | Path) -> Callable[[], None]:
    """A call of `python …` in a process of its own, start-up included."""

    def call() -> None:
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)

    return call


def anew(out: Path) -> Callable[[], None]:
    """A build of the seeds into an empty folder."""
    build = command("-m", "kg", "build", SEEDS, "--out", out)

    def call() -> None:
        shutil.rmtree(out, ignore_errors=True)
        build()

    return call


def best(call: Callable[[], None], times: int = 3) -> float:
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        rows: list[tuple[str, float, Callable[[], None]]] = [
            ("kg --help", 0.5, command("-m", "kg", "--help")),
            ("kg build seeds", 5.0, anew(out)),
            ("the same again", 2.0, command("-m", "kg", "build", SEEDS, "--out", out)),
            ("kg query holders", 1.0, command("-m", "kg", "query", "holders", "--graph", out)),
        ]
        for name, limit, call in rows:
            print(f"{name:20} {best(call):5.2f} s  (at most {limit:.2f} s)")


if __name__ == "__main__":
    main()
