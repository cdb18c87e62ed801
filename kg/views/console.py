"""What `kg build` and `kg explain` print: progress, a summary of what was found, a sentence read stage by stage."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kg.model import Issue, Mention
from kg.views.words import CHANGES, KINDS

if TYPE_CHECKING:
    from kg.pipeline import Explanation


def _kinds(*nodes: str) -> tuple[str, ...]:
    return tuple(kind for kind, (node, _) in KINDS.items() if node in nodes)


_GROUPS = (
    ("people", _kinds("person")),
    ("bodies", _kinds("party", "state", "mass", "other")),
    ("tenures", ("Tenure",)),
    ("changes of office", tuple(CHANGES)),
    ("localities", _kinds("locality")),
    ("congresses, sessions", _kinds("event")),
    ("jurisdictions", ("jurisdiction",)),
    ("official documents", _kinds("document")),
    ("issued", ("passed_by",)),
    ("carried out", ("implements",)),
)
_OUTPUTS = (
    ("graph.html", "the interactive page: open it in a browser"),
    ("graph.ttl", "the graph as Turtle"),
    ("graph.nq", "the same with one named graph an article"),
    ("store", "kg query --list; kg query holders{graph}"),
    ("report.json", "counts and versions"),
    ("issues.jsonl", "what could not be read"),
)
_COMMANDS = (
    ("graph.html", "not written: kg view{graph}"),
    ("graph.ttl", "not written: kg export graph.ttl{graph}"),
    ("graph.nq", "not written: kg export graph.nq{graph}"),
)
_SHOWN = 10  # issues on the screen; all of them stand in issues.jsonl
_LOCATION = frozenset(("sentence", "first", "last", "span", "text", "rule"))


def one_line(text: str) -> str:
    r"""Make one line of a text, without what a terminal could obey.

    >>> one_line("no file a\nb\x1b[2J")
    'no file a b [2J'
    """
    return "".join(c if c.isprintable() else " " for c in text)


def problem(text: str) -> None:
    """Print one line on standard error."""
    sys.stderr.write(f"kg: {one_line(text)}\n")


def problems(issues: Sequence[Issue], out: Path) -> None:
    """Print the first issues on standard error, one line each, and where the others stand."""
    for issue in issues[:_SHOWN]:
        line = f":{issue.line}" if issue.line else ""
        problem(f"{issue.where}{line}: {issue.what}; {issue.advice}")
    if len(issues) > _SHOWN:
        problem(f"… {len(issues) - _SHOWN} more in {out / 'issues.jsonl'}")


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Show a progress bar on standard error; none when quiet or not at a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)
        yield lambda stage, done, total: bar.update(task, description=stage, completed=done, total=total)


def summary(report: Mapping[str, object], out: Path) -> None:
    """Print what a build found and where to look."""
    counts = cast("Mapping[str, int]", report["counts"])
    seconds = cast("Mapping[str, float]", report["seconds"])
    articles = "1 article" if report["articles"] == 1 else f"{report['articles']:,} articles"
    lines = [f"{articles}, {report['words']:,} words, {sum(seconds.values()):.1f} s"]
    numbers = [(f"{sum(counts.get(kind, 0) for kind in kinds):,}", label) for label, kinds in _GROUPS]
    width = max(len(number) for number, _ in numbers)
    lines += [f"{number:>{width}}  {label}" for number, label in numbers]
    lines += [f"{report['triples']:,} triples, {report['violations']} violations, {report['issues']} issues", ""]
    graph = "" if out == Path("out") else f" --graph {out}"
    # A large graph that only changes has no graph files.
    made = [(name, what) for name, what in _OUTPUTS if (out / name).exists()]
    made += [(name, how) for name, how in _COMMANDS if not (out / name).exists()]
    paths = [(str(out / name), what.format(graph=graph)) for name, what in made]
    width = max(len(path) for path, _ in paths)
    lines += [one_line(f"{path:<{width}}  {what}") for path, what in paths]
    sys.stdout.write("\n".join(lines) + "\n")


def explanation(read: Explanation) -> None:
    """Print tokens, mentions, facts, statements and what was dropped."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)

    def show(text: str, style: str = "") -> None:
        console.print(Text(one_line(text), style=style))

    for sentence in read.sentences:
        show(f"sentence {sentence.index} ({sentence.role})", "bold")
        show("  " + " · ".join(sentence.texts))
    show("mentions", "bold")
    for mention in read.mentions:
        _mention(show, mention, "  ")
    show("facts", "bold")
    for fact in read.facts:
        slots = ", ".join(f"{k}={v if isinstance(v, str) else v.text}" for k, v in fact.slots.items())
        show(f"  {fact.kind}({slots})  [{fact.rule}]")
    show("statements", "bold")
    for s in read.reading.statements:
        show(f"  {s.kind}({', '.join(f'{k}={v}' for k, v in s.slots.items())})  [{s.rule}]")
        for span in s.evidence[:1]:
            show(f"    “{read.reading.document.text[span.start : span.end]}” {span.start}-{span.end}")
    if read.reading.dropped:
        show("dropped", "bold")
    for dropped in read.reading.dropped:
        show(f"  “{dropped.text}” [{dropped.rule}]: {dropped.why}")


def _mention(show: Callable[[str], None], mention: Mention, indent: str) -> None:
    kind = type(mention).__name__.removesuffix("Mention")
    flat = {f.name: getattr(mention, f.name) for f in fields(mention) if f.name not in _LOCATION}
    words = ", ".join(f"{k}={v!r}" for k, v in flat.items() if v and not isinstance(v, Mention))
    show(f"{indent}{kind} “{mention.text}” {words}  [{mention.rule}] {mention.span.start}-{mention.span.end}")
    for value in flat.values():
        if isinstance(value, Mention):
            _mention(show, value, indent + "    ")
