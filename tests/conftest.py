"""What several tests share: the graph of the seeds, built once a session."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"


@pytest.fixture(scope="session")
def seeds_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `kg build seeds --out …` fills: graph.ttl, graph.nq, store/, graph.html, report.json …."""
    out = tmp_path_factory.mktemp("seeds") / "out"
    done = subprocess.run(
        [sys.executable, "-m", "kg", "build", str(SEEDS), "--out", str(out)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return out
