"""A build that goes on: `draft(archive, work)` works out what some new, changed or removed articles change.

The graph is a function of the set of articles and judgements; an archive keeps what was read, so that only new or
changed articles are read again, and only the blocks of names that they touch are resolved again.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from typing import NamedTuple

from kg.archive import Archive
from kg.entities.meetings import Meeting
from kg.entities.merge import Known, Mentioned, Name, groups, judged_blocks, known, names, rename
from kg.entities.papers import Paper
from kg.entities.profiles import Held, Profile
from kg.graph.dataset import Dataset, Stated, dataset, graph_of, stated
from kg.graph.delta import Changed, Delta, delta
from kg.graph.judgements import judged
from kg.graph.quads import JUDGEMENTS, REFERENCE
from kg.graph.store import Store
from kg.graph.terms import Triple, node
from kg.graph.vocabulary import BASE
from kg.model import Document, Judgement, Reading
from kg.pipeline import CHUNK, Progress, read_articles
from kg.resources import PACKAGE

_SHARE = 4  # when more than a quarter of the articles change, writing the whole graph is faster


class Work(NamedTuple):
    """What one update was asked to do: articles to have, ids to take out, the judgements that hold from now on."""

    documents: Sequence[Document] = ()
    removed: Collection[str] = ()
    judgements: Collection[Judgement] = ()
    base: str = BASE


class Draft(NamedTuple):
    """What is to be written: the whole dataset, or how the one in the store changes (neither: nothing changes)."""

    articles: int
    whole: Dataset | None = None
    delta: Delta | None = None


@cache
def extractor() -> str:
    """A digest of everything that decides how an article is read: code, word lists and tables, and the tokenizer."""
    made = hashlib.sha256(version("underthesea").encode())
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in (".py", ".toml", ".csv", ".txt"):
            made.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return made.hexdigest()


def read(archive: Archive, documents: Iterable[Document], jobs: int = 1, progress: Progress = lambda *_: None) -> int:
    """Read the articles that the archive has not read with this program, and keep them; how many these are."""
    new = list({key: d for d in documents if not archive.has(key := archive.digest(d))}.values())
    batch: list[Reading] = []
    for n, reading in enumerate(read_articles(new, jobs), 1):
        batch.append(reading)
        if len(batch) == CHUNK or n == len(new):
            archive.keep(batch)
            batch.clear()
        progress("reading articles", n, len(new))
    return len(new)


def stale(archive: Archive) -> list[Document]:
    """The articles that another version of this program has read."""
    return [] if archive.fact("extractor") in ("", extractor()) else archive.documents()


def draft(archive: Archive, work: Work, store: Store | None) -> Draft:
    """Change the archive (within its transaction) and work out what that changes in the graph.

    `store` is the graph as it was, None when there is none.  All documents must have been `read`.
    """
    was = archive.articles()
    put = [d for d in work.documents if was.get(d.id) != archive.digest(d)]
    gone = [a for a in work.removed if a in was]
    rejudged = archive.judgements() ^ frozenset(work.judgements)
    before = {a: _renamed(archive, was[a], archive.names_of(a)) for a in [*gone, *(d.id for d in put)] if a in was}
    everything = archive.judgements() | frozenset(work.judgements)
    touched = {b for a in before for b in archive.blocks(a)} | _rejudged(archive, rejudged, everything)
    for article in gone:
        archive.drop(article)
    for document in put:
        archive.drop(document.id)
        archive.put(document)
        found = known(archive.reading(archive.digest(document)))
        archive.put_known(document.id, [(k.key, k.block, _written(k)) for k in found])
        touched |= {k.block for k in found}
    for document in work.documents:
        archive.put(document)  # also where only the file's name is new
    archive.put_judgements(work.judgements)
    archive.note("extractor", extractor())
    given = dict(_names(archive, touched, work.judgements))
    for article in {article for article, _ in given} - before.keys():
        if article in was:
            before[article] = _renamed(archive, was[article], archive.names_of(article))
    archive.put_names(given)
    now = archive.articles()
    changed = sorted({*before, *(d.id for d in put)})
    if not changed and not rejudged and store is not None:
        return Draft(len(now))
    if store is None or len(changed) * _SHARE > len(now):
        return Draft(len(now), whole=_whole(archive, now, work))
    after = {a: _renamed(archive, now[a], archive.names_of(a)) for a in changed if a in now}
    return Draft(len(now), delta=_delta(archive, before, after, rejudged, work, store))


def _names(archive: Archive, touched: set[str], judgements: Collection[Judgement]) -> Iterator[tuple[Mentioned, str]]:
    """The names in the touched blocks that differ from those given before."""
    for group in groups(touched, judgements):
        if touched.isdisjoint(group):
            continue
        block = [recalled(body) for b in group for body in archive.block(b)]
        old = {mentioned: body for b in group for mentioned, body in archive.names_in(b).items()}
        for mentioned, name in names(block, judgements).items():
            if old.get(mentioned) != (body := _written(name)):
                yield mentioned, body


def _rejudged(archive: Archive, changed: Collection[Judgement], all_: Collection[Judgement]) -> set[str]:
    """The blocks of people of whom something else is judged now; of documents all, for they may be one by others."""
    found = {b for j in changed for b in judged_blocks(j)}
    if any(j.left.startswith("document/") for j in changed):
        documents = {side for j in all_ for side in (j.left, j.right) if side.startswith("document/")}
        found |= {b for document in documents for b in archive.blocks_of(document)}
    return found


def _renamed(archive: Archive, content: str, given: Mapping[Mentioned, str]) -> Reading:
    return rename(archive.reading(content), {mentioned: _name(body) for mentioned, body in given.items()})


def _whole(archive: Archive, now: Mapping[str, str], work: Work) -> Dataset:
    uses: Counter[str] = Counter()

    def articles() -> Iterator[Stated]:
        for article, content in now.items():
            made = stated(_renamed(archive, content, archive.names_of(article)), work.base)
            uses.update(_line(t) for t in made.reference)
            yield made

    made = dataset(articles(), work.judgements, work.base)
    archive.put_uses(uses)
    archive.note("triples", str(made.ntriples.count(b"\n")))
    archive.note("quads", str(made.nquads.count(b"\n")))
    return made


def _delta(
    archive: Archive,
    before: Mapping[str, Reading],
    after: Mapping[str, Reading],
    rejudged: Collection[Judgement],
    work: Work,
    store: Store,
) -> Delta:
    old = {a: stated(r, work.base) for a, r in before.items()}
    new = {a: stated(r, work.base) for a, r in after.items()}
    nothing: frozenset[Triple] = frozenset()
    changed = [
        Changed(
            graph_of(a, work.base),
            old[a].own if a in old else nothing,
            new[a].own if a in new else nothing,
            old[a].date if a in old else "",
            new[a].date if a in new else "",
        )
        for a in sorted(old.keys() | new.keys())
    ]
    uses = Counter(_line(t) for s in new.values() for t in s.reference)
    uses.subtract(_line(t) for s in old.values() for t in s.reference)
    came, went = archive.refer({line: n for line, n in uses.items() if n})
    changed.append(Changed(node(REFERENCE, work.base), _triples(went), _triples(came), shared=False))
    words = [
        frozenset(judged((j for j in rejudged if (j in work.judgements) == now), work.base)) for now in (False, True)
    ]
    changed.append(Changed(node(JUDGEMENTS, work.base), words[0], words[1], shared=False))
    dates = {graph_of(a, work.base): date for a, date in archive.dates().items()}
    made = delta(store, changed, lambda graph: dates.get(graph, ""))
    quads = made.added.count(b"\n") - made.removed.count(b"\n")
    archive.note("triples", str(int(archive.fact("triples")) + made.triples))
    archive.note("quads", str(int(archive.fact("quads")) + quads))
    return made


def _line(triple: Triple) -> str:
    return "\t".join(triple)


def _triples(lines: Iterable[str]) -> frozenset[Triple]:
    return frozenset(Triple(*line.split("\t")) for line in lines)


def _written(value: Known | Name) -> str:
    fields = value if isinstance(value, tuple) else (value.key, value.label, value.candidates, value.refuted)
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def recalled(body: str) -> Known:
    """What an archive knows: a profile, paper or meeting from its JSON: the block says which."""
    row = json.loads(body)
    for prefix, kind in (("document:", Paper), ("event:", Meeting)):
        if row[0].startswith(prefix):
            return kind(*row)
    *rest, held, companions = row
    posts = tuple(Held._make((*h[:-1], tuple(h[-1]))) for h in held)
    return Profile._make((*rest, posts, tuple(companions)))


def _name(body: str) -> Name:
    key, label, candidates, refuted = json.loads(body)
    return Name(key, label, tuple(candidates), tuple(tuple(r) for r in refuted))
