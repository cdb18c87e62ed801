"""The whole flow on one page: documents → sentences → mentions → facts → entities and statements → one graph.

`read_article` is pure: the same article gives the same `Reading` in any process, so articles are read in parallel;
`graph` ties the readings together and is a function of their set, not of their order.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import parent_process
from pathlib import Path
from threading import Thread

from kg.documents import read as read_documents
from kg.entities.article import read as resolve
from kg.entities.merge import merge
from kg.facts import state
from kg.graph.dataset import Dataset, dataset, stated
from kg.graph.vocabulary import BASE
from kg.mentions import find
from kg.model import Document, Fact, Issue, Mention, Reading, Sentence
from kg.text.segment import sentences

Progress = Callable[[str, int, int], None]
"""Called with the name of a stage, how much of it is done, and how much there is."""

CHUNK = 64  # articles a task: large enough that sending them costs little


def read_article(document: Document) -> Reading:
    """Everything one article states."""
    mentions: list[Mention] = []
    facts = []
    for sentence in sentences(document.text):
        found = find(sentence)
        mentions.extend(found)
        facts.extend(state(sentence, found))
    return resolve(document, mentions, facts)


def read_articles(documents: Sequence[Document], jobs: int = 1) -> Iterator[Reading]:
    """The readings of all documents, in their order; `jobs` processes read at once."""
    if jobs <= 1 or len(documents) <= CHUNK:
        yield from map(read_article, documents)
        return
    with ProcessPoolExecutor(jobs, initializer=_end_with_parent) as pool:
        yield from pool.map(read_article, documents, chunksize=CHUNK)


def _end_with_parent() -> None:
    """Let a worker leave when the process that started it was killed; by itself it would wait for work for ever."""

    def watch() -> None:
        if parent := parent_process():
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a text was read, stage by stage."""

    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...]
    reading: Reading


def explain(text: str) -> Explanation:
    """Read a short text as one article and keep what every stage made."""
    document = Document("explained", text)
    split = tuple(sentences(text))
    mentions = tuple(m for s in split for m in find(s))
    facts = tuple(f for s in split for f in state(s, [m for m in mentions if m.sentence == s.index]))
    return Explanation(split, mentions, facts, resolve(document, mentions, facts))


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build in memory: `readings` in terms of the whole graph, `read` as each article was read."""

    readings: tuple[Reading, ...]
    dataset: Dataset
    issues: tuple[Issue, ...] = ()
    read: tuple[Reading, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many distinct entities and statements of each kind there are."""
        entities = {(e.kind, e.key) for r in self.readings for e in r.entities}
        facts = {(s.kind, *sorted(s.slots.items())) for r in self.readings for s in r.statements}
        return dict(sorted(Counter(str(item[0]) for item in [*entities, *facts]).items()))


def build(
    inputs: Sequence[str | Path], *, jobs: int = 1, base: str = BASE, progress: Progress = lambda *_: None
) -> Built:
    """Read the inputs and build their graph in memory.

    Raises InputError when an input does not exist or holds no article.
    """
    documents, issues = read_documents(inputs)
    readings = []
    for n, reading in enumerate(read_articles(documents, jobs), 1):
        readings.append(reading)
        progress("reading articles", n, len(documents))
    merged = merge(readings)
    made = dataset((stated(r, base) for r in merged), base=base)
    return Built(tuple(merged), made, tuple(issues), tuple(readings))
