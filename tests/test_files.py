"""The repository's own rules: short modules with a docstring, a small top level, clean text, lock files that fit."""

import ast
import re
import subprocess
import tomllib
import unicodedata
from pathlib import Path

import pytest

from kg.text.fold import fold
from tests.conftest import ROOT

TOP = {
    "pyproject.toml",
    "README.md",
    "kg",
    "ontology",
    "queries",
    "tests",
    "seeds",
    "Makefile",
    "LICENSE",
    "CHANGELOG.md",
}
TEXT = {
    ".cff",
    ".css",
    ".csv",
    ".html",
    ".in",
    ".js",
    ".json",
    ".jsonl",
    ".jsonld",
    ".md",
    ".py",
    ".rq",
    ".toml",
    ".ttl",
}
TEXT |= {"", ".txt", ".yaml", ".yml"}
# Folders of one machine, and hosts that only the installer's own settings may name.
MACHINE = re.compile(r"/(?:work|root|home)/\w|\b(?:pypi|pythonhosted)\.org\b")


def tracked() -> list[Path]:
    """The files under version control that are there; all of it must hold for those, whatever else lies about."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode != 0:
        pytest.skip("not a git checkout")
    return [Path(name) for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()]


def modules() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".py"]


def texts() -> list[Path]:
    """Every text file of ours; the seeds are the user's, byte for byte."""
    return [path for path in tracked() if path.suffix in TEXT and path.parts[0] != "seeds"]


def read(path: Path) -> str:
    return (ROOT / path).read_bytes().decode()


def test_the_top_level_holds_what_the_design_names() -> None:
    names = {path.parts[0] for path in tracked()}
    assert {name for name in names if not name.startswith(".")} <= TOP


def test_no_module_is_longer_than_400_lines() -> None:
    lengths = {str(path): read(path).count("\n") for path in modules()}
    assert {path: length for path, length in lengths.items() if length > 400} == {}


def test_every_module_says_what_it_is() -> None:
    silent = [str(path) for path in modules() if read(path).strip() and not ast.get_docstring(ast.parse(read(path)))]
    assert silent == []


def test_texts_are_composed_with_plain_line_ends() -> None:
    for path in texts():
        text = read(path)
        assert unicodedata.is_normalized("NFC", text), path
        assert "\r" not in text, path
        assert not text or text.endswith("\n"), path


def test_nothing_names_a_machine_or_a_registry() -> None:
    found = {str(path): match[0] for path in texts() if (match := MACHINE.search(read(path)))}
    assert found == {}


def test_family_names_are_sorted_trimmed_and_unambiguous() -> None:
    names = read(Path("kg/lexicon/surnames.txt")).splitlines()
    assert names == [name.strip() for name in names]
    assert list(map(fold, names)) == sorted(set(map(fold, names)))


@pytest.mark.parametrize("lock", ["run", "dev"])
def test_locks_hold_every_dependency_with_its_hashes(lock: str) -> None:
    project = tomllib.loads(read(Path("pyproject.toml")))
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    wanted += project["project"]["optional-dependencies"]["dev"] if lock == "dev" else []
    text = read(Path(f".requirements/{lock}.txt"))
    pins = re.findall(r"^([a-z0-9-]+)==\S+(?: ;[^\\\n]*)? \\\n    --hash=sha256:", text, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^[a-z]", text, re.MULTILINE))
    assert {re.split(r"[^\w-]", name)[0].lower() for name in wanted} <= set(pins)
