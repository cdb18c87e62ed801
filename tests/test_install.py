"""The wheel alone, in an empty environment outside the checkout, builds the graph of the seeds and answers a query."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEEDS


def run(*command: str | Path, cwd: Path) -> str:
    # Neither the caller's PYTHONPATH nor its checkout may help.
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    quiet = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check"]
    run(sys.executable, "-m", "pip", "wheel", *quiet, "--wheel-dir", folder, ROOT, cwd=folder)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of an environment that holds the wheel, and borrows from this one the libraries alone.

    A path file puts this environment's libraries at the end of the path; path files in there, such as the one of an
    editable installation, are not followed.
    """
    home = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", home, cwd=home)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", str(scripts / "python"), "--disable-pip-version-check"]
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=home)
    site = run(scripts / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip()
    borrowed = dict.fromkeys(sysconfig.get_path(kind) for kind in ("purelib", "platlib"))
    (Path(site) / "borrowed.pth").write_text("\n".join(borrowed), encoding="utf-8")
    return scripts


def test_the_wheel_holds_all_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    here = [path.relative_to(ROOT) for path in (ROOT / "kg").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    data = [path.relative_to(ROOT) for name in ("ontology", "queries") for path in (ROOT / name).glob("[!.]*")]
    assert {path.as_posix() for path in here} <= names
    assert {f"kg/_data/{path.as_posix()}" for path in data} <= names
    kinds = {"_data/ontology": ".ttl", "_data/queries": ".rq", "lexicon": ".toml", "reference": ".csv"}
    for folder, suffix in kinds.items():
        assert any(name.startswith(f"kg/{folder}/") and name.endswith(suffix) for name in names), folder


def test_the_wheel_works_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    where = run(installed / "python", "-c", "import kg; print(kg.__file__)", cwd=tmp_path).strip()
    assert Path(where).is_relative_to(installed.parent)
    assert "build" in run(installed / "kg", "--help", cwd=tmp_path)
    run(installed / "kg", "build", SEEDS, "--out", tmp_path / "out", cwd=tmp_path)
    assert "kgo:Tenure" in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")
