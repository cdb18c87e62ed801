"""The commands: every wrong use is exit code 2, a line or few and nothing written; the good paths on the seeds."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

from kg import output
from kg.__main__ import main
from kg.errors import LexiconError
from tests.conftest import SEEDS

ARTICLE = "Ông Trần Văn Khôi là Bí thư Huyện ủy Cần Giờ.\n"
HOLDER = ["query", "holders", "--param", "role=Bí thư", "--param", "body=Quận ủy Bình Tân"]
SENTENCE = "Bí thư Quận ủy - Chủ tịch Ủy ban nhân dân quận Bình Tân Lê Văn Thinh"


class Done(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Done]


class Interrupted(ModuleType):
    """A module during whose import the user presses Ctrl-C."""

    def __getattr__(self, name: str) -> object:
        raise KeyboardInterrupt


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Call a command in this process, in an empty folder with one article and a query with a mistake."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(ARTICLE, encoding="utf-8")
    Path("wrong.rq").write_text("SELECT ?x WHERE { ?x a }\n", encoding="utf-8")
    Path("latin.rq").write_bytes(b"# \xe9\n")

    def call(*argv: str | Path, stdin: bytes | None = b"") -> Done:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, argv)])
        # Python has no object for a descriptor that is closed.
        monkeypatch.setattr(sys, "stdin", None if stdin is None else io.TextIOWrapper(io.BytesIO(stdin)))
        code: object = 0
        try:
            main()
        except SystemExit as left:
            code = left.code or 0
        assert isinstance(code, int)
        return Done(code, *capsys.readouterr())

    return call


WRONG = [
    ("nothing", "No such command 'nothing'"),
    ("--nothing", "No such option: --nothing"),
    ("build", "Missing argument"),
    ("build a.txt --nothing", "No such option: --nothing"),
    ("build nothing.txt", "no such file or folder: nothing.txt"),
    ("build nothing\n.txt", "no such file or folder: nothing .txt"),
    ("build a.txt nothing", "no such file or folder: nothing"),
    ("build wrong.rq", "this kind of file is not read"),
    ("build a.txt --jobs 0", "--jobs"),
    ("build a.txt --jobs two", "--jobs"),
    ("build a.txt --out a.txt", "a.txt is a file"),
    ("build a.txt --out a.txt/out", "cannot write to a.txt/out"),
    ("build a.txt --out " + "x" * 5000, "cannot write to x"),
    ("build a.txt --base-iri kg.example", "ends in /"),
    ("build a.txt --base-iri http://", "ends in /"),
    ("build a.txt --base-iri http://kg.example", "ends in /"),
    ("build a.txt --base-iri http://kg.example/#", "ends in /"),
    ("build a.txt --base-iri http://kg.ex>ample/", "ends in /"),
    ("build a.txt --base-iri http://[/", "ends in /"),
    ("build a.txt --base-iri urn:kg:", "ends in /"),
    ("query nothing -g G", 'no query "nothing"'),
    ("query holder -g G", "did you mean holders"),
    ("query nothing.rq -g G", "cannot read the query nothing.rq"),
    ("query latin.rq -g G", "not UTF-8"),
    ("query wrong.rq -g G", "wrong: syntax error at line"),
    ("query " + "x" * 5000, "File name too long"),
    ("query holders", "no store at out"),
    ("query holders -g .", "no store at store: run `kg build"),
    ("query holders -g " + "x" * 5000, "File name too long"),
    ("query holders more -g G", "unexpected extra argument"),
    ("query holders -g G --param", "--param"),
    ("query holders -g G --param body", "write NAME=VALUE"),
    ("query holders -g G --param =x", "write NAME=VALUE"),
    ("query holders -g G --param bodi=x", "did you mean body"),
    ("query holders -g G --param body=", "body: the value is empty"),
    ("query holders -g G --param body=\udcff", "characters that cannot be printed"),
    ("query holders -g G --param body=Nowhere", 'knows no body "Nowhere"'),
    ("query holders -g G --param date=2020-13", "the calendar has no"),
    ("query holders -g G --param status=dead", "none of current, former, incoming"),
    ("query person-roles -g G", '"person" is missing'),
    ("query holders -g G --format xml", "choose table, csv, json, turtle"),
    ("query holders -g G --format turtle", "Turtle needs triples"),
    ("view -g .", "no store at store"),
    ("view -g G --out no/page.html", "cannot write"),
    ("view -g G --out .", "Is a directory"),
    ("view -g G --focus Nobody", "nothing in the graph is called 'Nobody'"),
    ("view more", "unexpected extra argument"),
    ("export", "Missing argument"),
    ("export graph.ttl -g .", "no store at store"),
    ("export graph.xml -g G", "ends in .ttl, .nt or .nq, not in '.xml'"),
    ("export graph -g G", "ends in .ttl, .nt or .nq, not in ''"),
    ("export no/graph.ttl -g G", "cannot write"),
    ("remove", "Missing argument"),
    ("remove a", "there is no build in out: run `kg build INPUT --out out`"),
    ("remove a --out a.txt", "there is no build in a.txt"),
    ("remove nothing --out B", "no article 'nothing' in this build"),
    ("remove a nothing --out B", "no article 'nothing' in this build"),
    ("build a.txt --out B --base-iri https://kg.example.vn/", "has the base IRI https://kg.example.org/id/"),
    ("build a.txt --out B --judgements no.csv", "no.csv cannot be read"),
    ("check -g .", "no store at store"),
    ("check more", "unexpected extra argument"),
    ("explain", "give either a sentence or --entity IRI"),
    ("explain one two", "unexpected extra argument"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "message"), [pytest.param(*row, id=row[0][:50]) for row in WRONG])
def test_wrong_use(run: Run, seeds_built: Path, tmp_path: Path, command: str, message: str) -> None:
    if " B" in command:
        assert run("build", "a.txt", "--out", "B", "-q").code == 0
    refused(run, tmp_path, message, *(str(seeds_built) if word == "G" else word for word in command.split(" ")))


@pytest.mark.parametrize(
    ("argv", "stdin", "message"),
    [
        (["query", "-"], b"SELECT * {", "syntax error at line 1"),
        (["query", "-"], b"", "no query on standard input"),
        (["query", "-"], b"\xff", "not UTF-8"),
        (["query", "-"], b"# param x: nothing\n", "write `# param NAME"),
        (["query", "-"], b"DELETE WHERE { ?s ?p ?o }", "DELETE is not allowed"),
        (["query", "-"], b"SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }", "SERVICE is not allowed"),
        (["explain", "-"], b" \n", "no text on standard input"),
        (["explain", "-"], None, "no text on standard input"),
        (["explain", "-"], b"\xe1", "not UTF-8"),
        (["explain", ""], b"", "no text to explain"),
        (["explain", " \n"], b"", "no text to explain"),
    ],
)
def test_wrong_input(
    run: Run, seeds_built: Path, tmp_path: Path, argv: list[str], stdin: bytes | None, message: str
) -> None:
    graph = ["--graph", str(seeds_built)] if argv[0] == "query" else []
    refused(run, tmp_path, message, *argv, *graph, stdin=stdin)


def refused(run: Run, folder: Path, message: str, *argv: str, stdin: bytes | None = b"") -> None:
    before = sorted(folder.rglob("*"))
    code, out, err = run(*argv, stdin=stdin)
    assert (code, out) == (2, "")
    assert message in err
    assert "Traceback" not in err
    # The command line's own parser adds how the command is used.
    assert err.count("\n") == (4 if err.startswith("Usage") else 1)
    assert sorted(folder.rglob("*")) == before


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    for argv in ([], ["--help"], ["-h"]):
        code, out, err = run(*argv)
        assert code == (0 if argv else 2)
        assert "Exit codes: 0 done" in out + err


def test_build_and_its_summary(run: Run) -> None:
    code, out, err = run("build", "a.txt", "--out", "[out]")
    assert (code, err) == (0, "")
    assert "1 article, 11 words" in out
    assert "1  people" in out
    assert "0 violations, 0 issues" in out
    for name in ("graph.html", "graph.ttl", "graph.nq", "store", "report.json", "issues.jsonl"):
        assert f"[out]/{name} " in out
        assert Path("[out]", name).exists()
    assert "not written" not in out
    made = run("build", "a.txt", "--out", "small", "--no-exports").out
    for name, command in (("html", "view"), ("ttl", "export graph.ttl"), ("nq", "export graph.nq")):
        assert not Path("small", f"graph.{name}").exists()
        assert re.search(rf"^small/graph\.{name} +not written: kg {command} --graph small$", made, re.MULTILINE)
    assert run("query", "holders", "-g", "[out]").out.count("Trần Văn Khôi") >= 1
    assert run("build", "a.txt", "--quiet") == (0, "", "")


def test_build_shows_its_progress_on_a_terminal_only(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for options, told in ((["--quiet"], False), ([], True)):
        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setenv("TERM", "xterm")
        assert run("build", "a.txt", *options).code == 0
        assert ("100%" in terminal.getvalue()) is told


def test_an_interruption_on_the_way_in_has_the_code_of_signals(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "kg.cli", Interrupted("kg.cli"))
    assert run("check") == (130, "", "")


def test_build_counts_each_kind_under_its_own_name(run: Run) -> None:
    Path("a.txt").write_text("Bộ Chính trị (khóa XII) ban hành Chỉ thị số 35-CT/TW.\n", encoding="utf-8")
    out = run("build", "a.txt").out
    assert "1  official documents\n" in out
    assert "1  issued\n" in out


def test_build_goes_on_past_what_cannot_be_read(run: Run) -> None:
    for n in range(12):
        Path(f"bad{n:02}\n.txt").write_bytes(b"\xff")
    code, out, err = run("build", ".")
    assert code == 1
    assert "1 article" in out
    assert len(err.splitlines()) == 11
    assert err.startswith("kg: bad00 .txt: no UTF-8 at byte 0; save it as UTF-8\n")
    assert err.endswith("kg: … 4 more in out/issues.jsonl\n")
    assert len(Path("out/issues.jsonl").read_text(encoding="utf-8").splitlines()) == 14


def test_build_takes_its_own_base(run: Run) -> None:
    assert run("build", "a.txt", "--base-iri", "https://đảng.example:8080/kg/", "--quiet").code == 0
    assert "<https://đảng.example:8080/kg/person/trần-văn-khôi" in Path("out/graph.ttl").read_text(encoding="utf-8")
    assert ARTICLE.strip() in Path("out/graph.html").read_text(encoding="utf-8")


def test_a_graph_that_breaks_a_shape_is_written_and_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.graph.validate import Violation

    broken = (Violation("shape", "focus", "path", "value", "A tenure has a status."),)
    monkeypatch.setattr(output, "validate", lambda _: broken)
    Path("b.txt").write_bytes(b"\xff")
    code, out, err = run("build", ".")
    assert (code, out) == (4, "")
    assert err.splitlines()[-1] == "kg: 1 violations of ontology/shapes.ttl: see `kg check --graph out`"
    assert "kg: b.txt: no UTF-8" in err
    assert Path("out/graph.ttl").is_file()
    assert run("build", "a.txt", "--no-check", "-q") == (0, "", "")
    monkeypatch.setattr("kg.graph.validate.validate", lambda _: broken)
    code, out, err = run("check")
    assert (code, err) == (4, "kg: 1 violations\n")
    assert "A tenure has a status." in out


def test_a_defect_has_its_own_code(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def defect(*_: object, **__: object) -> None:
        raise LexiconError("roles.toml: no forms")

    monkeypatch.setattr("kg.pipeline.read_article", defect)
    assert run("build", "a.txt") == (3, "", "kg: roles.toml: no forms\n")


def test_check_of_the_seeds(run: Run, seeds_built: Path) -> None:
    assert run("check", "-g", seeds_built) == (0, "0 violations\n", "")


def test_who_holds_a_role_with_the_quote(run: Run, seeds_built: Path) -> None:
    ask = [*HOLDER, "--graph", str(seeds_built)]
    table = run(*ask)
    assert table.code == 0
    assert "Lê Văn Thinh" in table.out
    assert table.out.endswith("1 row\n")
    (row,) = csv.DictReader(io.StringIO(run(*ask, "--format", "csv").out))
    (binding,) = json.loads(run(*ask, "-f", "json").out)["results"]["bindings"]
    for found in (row, {name: term["value"] for name, term in binding.items()}):
        assert found["person"] == "Lê Văn Thinh"
        assert found["quote"] == SENTENCE
        begin, end = map(int, found["source"].rpartition("=")[2].split(","))
        source = (SEEDS / "000_ba818d6c6993d8c3.txt").read_bytes().decode()
        assert source[begin:end] == SENTENCE


def test_the_questions_are_listed(run: Run) -> None:
    for argv in (["query"], ["query", "--list"]):
        code, out, _ = run(*argv)
        assert code == 0
        assert "holders\n" in out
        assert "--param body=" in out


def test_any_sparql_is_answered(run: Run, seeds_built: Path) -> None:
    Path("ask.rq").write_text("\ufeffASK { ?x a kgo:Tenure }", encoding="utf-8")
    assert run("query", "ask.rq", "-g", seeds_built).out == "yes\n"
    triples = "\ufeffCONSTRUCT { ?p a foaf:Person } WHERE { ?p skos:prefLabel 'Lê Văn Thinh'@vi }".encode()
    done = run("query", "-", "-g", seeds_built, "-f", "turtle", stdin=triples)
    assert done.code == 0
    assert "a foaf:Person" in done.out


def test_view_writes_a_page_whole_or_not_at_all(run: Run, seeds_built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("view", "-g", seeds_built, "--focus", "binh tan") == (0, "graph.html\n", "")
    page = Path("graph.html").read_text(encoding="utf-8")
    assert "Lê Văn Thinh" in page
    Path("latest.html").symlink_to("graph.html")
    assert run("view", "-g", seeds_built, "-o", "latest.html").code == 0
    assert Path("latest.html").is_symlink()
    assert run("view", "-g", seeds_built, "-o", os.devnull).code == 0
    before = Path("graph.html").read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert run("view", "-g", seeds_built).err.endswith("graph.html: No space left on device\n")
    assert run("export", "graph.html.ttl", "-g", seeds_built).err.endswith(".ttl: No space left on device\n")
    assert Path("graph.html").read_bytes() == before
    assert not list(Path().glob(".*"))
    assert not Path("graph.html.ttl").exists()


def test_export_writes_what_the_build_wrote(run: Run, seeds_built: Path) -> None:
    for name in ("graph.ttl", "graph.nq"):
        assert run("export", name, "-g", seeds_built) == (0, f"{name}\n", "")
        assert Path(name).read_bytes() == (seeds_built / name).read_bytes()
    assert run("export", "graph.nt", "-g", seeds_built).code == 0
    triples = Path("graph.nt").read_bytes().splitlines()
    assert triples == sorted(set(triples))
    assert set(triples) < set(Path("graph.nq").read_bytes().splitlines())


def test_explain_shows_every_stage(run: Run) -> None:
    argument = run("explain", ARTICLE + "\x1b[2J[bold]")
    assert argument.code == 0
    for part in ("sentence 0 (body)", "Trần · Văn · Khôi", "[role]", "Tenure(", "“Ông Trần Văn Khôi là"):
        assert part in argument.out
    assert "\x1b" not in argument.out
    assert run("explain", "-", stdin=f"\ufeff{ARTICLE}\x1b[2J[bold]".encode()).out == argument.out
    dropped = run("explain", "Bí thư Quận ủy Lê Văn Thinh. Ông Sáu đến.").out
    assert "dropped\n" in dropped
    assert "fits nobody" in dropped


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "latin-1"}])
def test_output_is_utf8_in_any_locale(seeds_built: Path, env: dict[str, str]) -> None:
    def process(*argv: str) -> tuple[str, str]:
        command = [sys.executable, "-m", "kg", *argv, "-g", str(seeds_built)]
        done = subprocess.run(command, capture_output=True, env={**os.environ, **env}, check=False)
        return done.stdout.decode(), done.stderr.decode()

    assert "Lê Văn Thinh" in process(*HOLDER)[0]
    assert process("query", "holders", "-p", "body=Tổ 9")[1] == 'kg: holders: body: the graph knows no body "Tổ 9"\n'


@pytest.mark.parametrize("argv", [["query", "--list"], ["query", "-", "-f", "csv"], ["--help"]])
def test_a_reader_that_leaves_causes_no_traceback(seeds_built: Path, argv: list[str]) -> None:
    everything = b"SELECT * { ?s ?p ?o }" if "-" in argv else b""
    graph = ["-g", str(seeds_built)] if everything else []
    with subprocess.Popen(
        [sys.executable, "-m", "kg", *argv, *graph],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as command:  # fmt: skip
        assert command.stdin and command.stdout and command.stderr  # noqa: PT018
        command.stdout.close()
        command.stdin.write(everything)
        command.stdin.close()
        assert command.stderr.read() == b""
    assert command.returncode == 1


@pytest.mark.skipif(os.name == "nt", reason="signals and closed descriptors are Unix")
def test_interrupted_and_without_output(tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_text(
        "".join(json.dumps({"id": n, "text": f"{n}. {ARTICLE * 20}"}) + "\n" for n in range(2000)), encoding="utf-8"
    )
    with subprocess.Popen(
        [sys.executable, "-m", "kg", "build", tmp_path, "--out", tmp_path / "out"],
        stderr=subprocess.PIPE,
        # A job in the background ignores it, and what it starts inherits that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as command:
        time.sleep(3)  # by then it reads articles
        command.send_signal(signal.SIGINT)
        assert command.stderr
        assert b"Traceback" not in command.stderr.read()
    assert command.returncode == 130
    # The articles that were read are kept for the next build.
    assert {f.name for f in (tmp_path / "out").iterdir()} == {"build.db", ".lock"}
    closed = ["sh", "-c", 'exec "$0" -m kg query --list >&- 2>&-', sys.executable]
    assert subprocess.run(closed, check=False).returncode == 0
