"""What several tests share: the graph of the seeds, built once a session."""

from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"


@pytest.fixture(scope="session")
def seeds_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `kg build seeds --out …` fills: graph.ttl, graph.nq, store/, graph.html, report.json …."""
    out = tmp_path_factory.mktemp("seeds") / "out"
    graph = kg.build([SEEDS])
    graph.save(out)
    assert graph.issues == ()
    return out
