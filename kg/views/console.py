"""What `kg build` and `kg explain` print: a progress bar, a summary of what was found, a sentence read stage by stage."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kg.model import Mention

if TYPE_CHECKING:
    from kg.pipeline import Explanation

_GROUPS = (
    ("people", ("Person",)),
    ("bodies", ("PartyBody", "StateBody", "MassOrganization", "OtherBody")),
    ("tenures", ("Tenure",)),
    (
        "changes of office",
        ("Election", "Reelection", "Appointment", "Transfer", "Removal", "Resignation", "Discipline", "Retirement"),
    ),
    ("localities", ("Province", "Municipality", "District", "Commune", "Hamlet")),
    ("congresses, sessions", ("Congress", "Session")),
    ("jurisdictions", ("jurisdiction",)),
    ("issued", ("passed_by",)),
    ("carried out", ("implements",)),
)
_EDGES = ("containedInPlace", "subOrganizationOf", "organizer")
_OUTPUTS = (
    ("graph.html", "the interactive page: open it in a browser"),
    ("graph.ttl", "the graph as Turtle"),
    ("graph.nq", "the same with one named graph an article"),
    ("store/", "kg query --list, kg query holders"),
    ("report.json", "counts and seconds"),
    ("issues.jsonl", "what could not be read"),
)
_LOCATION = frozenset(("sentence", "first", "last", "span", "text", "rule"))


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on standard error; none when quiet or not at a terminal."""
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
    from rich.console import Console
    from rich.table import Table

    counts = dict(cast("Mapping[str, int]", report["counts"]))
    seconds = cast("Mapping[str, float]", report["seconds"])
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(justify="right")
    table.add_column()
    for label, kinds in _GROUPS:
        table.add_row(f"{sum(counts.pop(k, 0) for k in kinds):,}", label)
    for kind in _EDGES:
        counts.pop(kind, None)
    table.add_row(f"{sum(counts.values()):,}", "official documents")
    console = Console()
    console.print(f"{report['articles']:,} articles, {report['words']:,} words, {sum(seconds.values()):.1f} s")
    console.print(table)
    console.print(f"{report['triples']:,} triples, {report['violations']} violations, {report['issues']} issues\n")
    for file, what in _OUTPUTS:
        console.print(f"{out / file!s:<24} {what}", highlight=False)


def explanation(read: Explanation) -> None:
    """Print tokens, mentions, facts, statements and what was dropped."""
    from rich.console import Console
    from rich.markup import escape

    console = Console(highlight=False, soft_wrap=True)
    for sentence in read.sentences:
        console.print(f"[bold]sentence {sentence.index}[/] ({sentence.role})")
        console.print("  " + escape(" · ".join(sentence.texts)))
    console.print("[bold]mentions[/]")
    for mention in read.mentions:
        _mention(console.print, mention, "  ", escape)
    console.print("[bold]facts[/]")
    for fact in read.facts:
        slots = ", ".join(f"{k}={v if isinstance(v, str) else v.text}" for k, v in fact.slots.items())
        console.print(escape(f"  {fact.kind}({slots})  [{fact.rule}]"))
    console.print("[bold]statements[/]")
    for s in read.reading.statements:
        console.print(escape(f"  {s.kind}({', '.join(f'{k}={v}' for k, v in s.slots.items())})  [{s.rule}]"))
        for span in s.evidence[:1]:
            console.print(escape(f"    “{read.reading.document.text[span.start : span.end]}” {span.start}-{span.end}"))
    if read.reading.dropped:
        console.print("[bold]dropped[/]")
    for dropped in read.reading.dropped:
        console.print(escape(f"  “{dropped.text}” [{dropped.rule}]: {dropped.why}"))


def _mention(show: Callable[[str], None], mention: Mention, indent: str, escape: Callable[[str], str]) -> None:
    kind = type(mention).__name__.removesuffix("Mention")
    inner = [f for f in fields(mention) if f.name not in _LOCATION]
    flat = {f.name: getattr(mention, f.name) for f in inner}
    words = ", ".join(f"{k}={v!r}" for k, v in flat.items() if v and not isinstance(v, Mention))
    show(escape(f"{indent}{kind} “{mention.text}” {words}  [{mention.rule}] {mention.span.start}-{mention.span.end}"))
    for value in flat.values():
        if isinstance(value, Mention):
            _mention(show, value, indent + "    ", escape)
