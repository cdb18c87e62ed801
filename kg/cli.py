"""The commands of `kg`: each parses its arguments, calls one function and prints what it gives."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kg import output
    from kg.graph.store import Store
    from kg.model import Judgement

app = typer.Typer(
    name="kg",
    help="Knowledge graphs of Vietnamese political life: "
    "who holds which role, who issued which directive, where - with the quote.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog="Exit codes: 0 done, 1 some input was not read, 2 wrong usage, "
    "3 a defect of kg, 4 the graph violates a shape.",
    context_settings={"help_option_names": ["-h", "--help"]},
)

Exports = Annotated[
    bool | None,
    typer.Option("--exports/--no-exports", help="Write graph.ttl, .nq and .html; a large graph that only changes: no."),
]
Judged = Annotated[Path | None, typer.Option(help="Judgements to heed.  [default: judgements.csv in the folder]")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Out = Annotated[Path, typer.Option("--out", "-o", help="Folder for the outputs.", show_default=True)]
GraphFolder = Annotated[Path, typer.Option("--graph", "-g", help="Folder that `kg build` filled.")]
HERE = Path("out")
_COMPARED = "give two folders that `kg build` filled, or two files of articles"


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"kg {version('vn-party-kg')}")
        raise typer.Exit


@app.callback()
def common(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Knowledge graphs of Vietnamese political life: who holds which role, who issued which directive, where."""


@app.command()
def build(
    inputs: Annotated[list[Path], typer.Argument(help="Files or folders: plain text, JSON Lines.", show_default=False)],
    out: Out = HERE,
    jobs: Annotated[int, typer.Option(min=1, help="Processes that read articles.")] = 1,
    base_iri: Annotated[str, typer.Option(help="Beginning of all IRIs of the graph; ends in /.")] = "",
    check: Annotated[bool, typer.Option(help="Check the graph against the SHACL shapes.")] = True,
    exports: Exports = None,
    judgements: Judged = None,
    quiet: Quiet = False,
) -> None:
    """Build the graph of articles, or add them to the build that is there: only new and changed ones are read."""
    from kg import documents, output
    from kg.api import checked_base

    base = checked_base(base_iri) if base_iri else ""
    output.writable(out)  # known before the long work, not after it
    found, issues = documents.read(inputs)
    order = output.Order(found, issues, judgements=_judgements(out, judgements))
    _update(out, order, output.Settings(base, check, exports, jobs), quiet=quiet)
    if issues:
        raise typer.Exit(1)


@app.command()
def remove(
    names: Annotated[list[str], typer.Argument(help="Ids of articles, or files they were read from.")],
    out: Out = HERE,
    check: Annotated[bool, typer.Option(help="Check the graph against the SHACL shapes.")] = True,
    exports: Exports = None,
    quiet: Quiet = False,
) -> None:
    """Take articles back: the graph is then what it would be without them."""
    from kg import output

    # Without a file in the folder, those hold that the last build was given.
    judged = _judgements(out, None) if (out / "judgements.csv").is_file() else None
    order = output.Order(remove=lambda archive: output.called(archive, names), judgements=judged)
    _update(output.built(out), order, output.Settings("", check, exports), quiet=quiet)


def _update(out: Path, order: output.Order, settings: output.Settings, *, quiet: bool) -> None:
    from kg import output
    from kg.views.console import problems, progress_bar, summary

    with progress_bar(quiet) as progress:
        try:
            report = output.update(out, order, settings, progress)
        finally:
            problems(order.issues, out)
    if not quiet:
        summary(report, out)


def _judgements(out: Path, file: Path | None) -> Collection[Judgement] | None:
    """The judgements of a file, or of the one in the build folder; none when there is none."""
    from kg.judgements import load

    return load(file or out / "judgements.csv", must=file is not None)


@app.command()
def query(
    name: Annotated[
        str, typer.Argument(help="Name of a query, a file, or - for standard input.", show_default=False)
    ] = "",
    param: Annotated[list[str] | None, typer.Option("--param", "-p", help="NAME=VALUE; again for more.")] = None,
    graph: GraphFolder = HERE,
    form: Annotated[str, typer.Option("--format", "-f", help="table, csv, json or turtle.")] = "table",
    list_: Annotated[bool, typer.Option("--list", "-l", help="List the named queries.")] = False,
) -> None:
    """Ask the graph: a named query with parameters, or any SPARQL."""
    from kg.graph import queries
    from kg.staging import opened
    from kg.views import answer

    if list_ or not name:
        answer.catalogue(queries.all_queries(), sys.stdout)
        return
    found = queries.find(name, io.StringIO(_stdin("query")) if name == "-" else sys.stdin)
    pairs = dict(_pair(text) for text in param or ())
    answer.write(queries.run(opened(graph), found, pairs), form, sys.stdout)


def _stdin(what: str) -> str:
    """Return what stands on standard input."""
    try:
        text = "" if sys.stdin is None else sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"standard input is not UTF-8 at byte {error.start}") from error
    if not text.strip():
        raise InputError(f"there is no {what} on standard input")
    return text


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise InputError(f"--param {text}: write NAME=VALUE, for example --param body='Quận ủy Bình Tân'")
    return name.strip(), value.strip()


@app.command()
def findings(
    names: Annotated[list[str] | None, typer.Argument(help="Names of findings; all when none is given.")] = None,
    body: Annotated[str, typer.Option(help="Only what concerns this body.")] = "",
    person: Annotated[str, typer.Option(help="Only what concerns this person.")] = "",
    document: Annotated[str, typer.Option(help="Only what concerns this document.")] = "",
    graph: GraphFolder = HERE,
    form: Annotated[str, typer.Option("--format", "-f", help="table, csv or json.")] = "table",
) -> None:
    """Look for contradictions, vacancies, overlaps, posts passed on, life-lines; and say how far the articles reach."""
    from kg.staging import opened
    from kg.views import findings

    given = {"body": body, "person": person, "document": document}
    asked = {name: value for name, value in given.items() if value}
    findings.write(findings.look(opened(graph), names or (), asked), form, sys.stdout)


@app.command()
def diff(
    old: Annotated[
        Path, typer.Argument(help="Folder that `kg build` filled, or file of articles.", show_default=False)
    ],
    new: Annotated[Path, typer.Argument(help="Another one, to compare with it.", show_default=False)],
    form: Annotated[str, typer.Option("--format", "-f", help="words, json or turtle.")] = "words",
    evidence: Annotated[
        bool, typer.Option("--evidence", help="List also what is the same and told by others.")
    ] = False,
) -> None:
    """Show what facts came, went or changed between two builds, or two versions of an article.

    The exit code is 0 whether or not something differs.
    """
    from kg.graph.compare import compare
    from kg.views import changes

    changes.checked(form)
    if {path.is_dir() for path in (old, new) if path.exists()} == {True, False}:
        raise InputError(f"{old} and {new} are a folder and a file: {_COMPARED}")
    (before, all_before), (after, all_after) = _graph(old), _graph(new)
    changes.write(compare(before, after), form, sys.stdout, evidence=evidence)
    if not (all_before and all_after):
        raise typer.Exit(1)


def _graph(path: Path) -> tuple[Store, bool]:
    """Return the graph of a build, or of a file that is built in memory, and whether all of it was read."""
    from kg import pipeline
    from kg.graph.store import Store
    from kg.staging import opened
    from kg.views.console import problem

    if path.is_dir():
        try:
            return opened(path), True
        except InputError as error:
            raise InputError(f"{error}; {_COMPARED}") from error
    built = pipeline.build([path])
    for issue in built.issues[:1]:
        problem(f"{path}: {len(built.issues)} not read, first {issue.where}: {issue.what}; {issue.advice}")
    return Store.memory(built.dataset.nquads), not built.issues


@app.command()
def view(
    out: Annotated[Path, typer.Option("--out", "-o", help="HTML file to write.")] = Path("graph.html"),
    focus: Annotated[str, typer.Option(help="Name of the node to open with.")] = "",
    graph: GraphFolder = HERE,
) -> None:
    """Write the interactive page of a built graph."""
    from kg.output import place
    from kg.staging import opened
    from kg.views.page import render

    place(out, render(opened(graph), focus=focus or None).encode())
    sys.stdout.write(f"{out}\n")


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="File to write: .ttl, .nt or .nq.", show_default=False)],
    graph: GraphFolder = HERE,
) -> None:
    """Write a built graph as Turtle, as N-Triples, or as N-Quads with one named graph an article."""
    from kg.output import place, serialized
    from kg.staging import opened

    place(file, serialized(opened(graph), file.suffix))
    sys.stdout.write(f"{file}\n")


@app.command()
def check(graph: GraphFolder = HERE) -> None:
    """Check a built graph against the SHACL shapes."""
    from kg.errors import ShapeError
    from kg.graph.validate import validate
    from kg.staging import opened

    violations = validate(opened(graph).ntriples())
    for v in violations:
        sys.stdout.write(f"{v.focus} {v.path} {v.value}\n  {v.message}\n")
    if violations:
        raise ShapeError(f"{len(violations)} violations")
    sys.stdout.write("0 violations\n")


@app.command()
def explain(
    sentence: Annotated[
        str | None, typer.Argument(help="A sentence or a short text; - for standard input.", show_default=False)
    ] = None,
    entity: Annotated[
        str, typer.Option(help="IRI or name of a person or document: why its mentions are one.", metavar="IRI")
    ] = "",
    graph: GraphFolder = HERE,
) -> None:
    """Show how a sentence is read, stage by stage; or why the mentions of a person or document are one."""
    from kg import dossier, pipeline
    from kg.views.console import explanation
    from kg.views.identity import explain

    if (sentence is None) == (not entity):
        raise InputError("give either a sentence or --entity IRI")
    if sentence is None:
        with dossier.opened(graph) as dossiers:
            explain(dossiers, entity, sys.stdout)
        return
    text = _stdin("text") if sentence == "-" else sentence
    if not text.strip():
        raise InputError("there is no text to explain")
    explanation(pipeline.explain(text))


@app.command()
def judge(
    left: Annotated[str, typer.Argument(help="IRI of a person or document.", show_default=False)] = "",
    right: Annotated[str, typer.Argument(help="IRI of another, of a post or of a body.", show_default=False)] = "",
    verdict: Annotated[str, typer.Argument(help="same, different or unsure.", show_default=False)] = "",
    graph: GraphFolder = HERE,
    who: Annotated[str, typer.Option(help="Who judges.  [default: the name you are logged in with]")] = "",
    why: Annotated[str, typer.Option(help="The reason, with two IRIs.")] = "",
    instead: Annotated[str, typer.Option(help="What is right: former, current, incoming, a role, a body's IRI.")] = "",
    date: Annotated[str, typer.Option(help="Day of the judgement.  [default: today]")] = "",
    judgements: Annotated[Path | None, typer.Option(help="File to add to.  [default: GRAPH/judgements.csv]")] = None,
    apply: Annotated[bool, typer.Option(help="Bring the graph up to date with the judgements.")] = True,
) -> None:
    """Judge who is who: go through the doubtful pairs, or say of two IRIs what is right; it has the last word."""
    import datetime as dt

    from kg import dossier
    from kg.judgements import judge, load
    from kg.views.judge import Session, walk

    if not all((left, right, verdict)) and any((left, right, verdict, why, instead)):
        raise InputError("give LEFT RIGHT VERDICT, with or without --why and --instead, or none of them")
    file = judgements or graph / "judgements.csv"
    with dossier.opened(graph, load(file, must=False)) as dossiers:
        session = Session(dossiers, file, who or _user(), date or dt.date.today().isoformat())
        if left:
            session.add(judge(left, right, verdict, session.who, why, session.date, instead))
        else:
            walk(session, _answers())
    sys.stdout.write(session.told())
    if apply:
        _apply(graph, file)
    else:
        sys.stdout.write(f"`kg judge --graph {graph}` or the next `kg build` brings the graph up to date\n")


def _apply(out: Path, file: Path) -> None:
    from kg import output

    _update(
        out, output.Order(judgements=_judgements(out, file if file.exists() else None)), output.Settings(), quiet=True
    )
    sys.stdout.write(f"the graph in {out} is up to date with them\n")


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in containers
        return ""


def _answers() -> Iterator[str]:
    """The lines of standard input, as they come."""
    for line in iter(sys.stdin.buffer.readline if sys.stdin else bytes, b""):
        try:
            yield line.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InputError(f"standard input is not UTF-8 at byte {error.start} of a line") from error
