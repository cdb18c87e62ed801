"""How well the graph tells who is who: `python -m tests.identity.score [--misses]` → precision and recall by kind.

A pair is two mentions of the key, of one kind.  Precision is the share of the pairs made one by the graph that are one;
recall the share of the pairs that are one that the graph makes one.  A mention the graph lacks is one with no other.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, Final, NamedTuple

import kg
from kg.api import Graph
from kg.errors import QueryError
from kg.text.fold import fold, slug

HERE: Final = Path(__file__).parent
ARTICLES: Final = HERE / "articles.jsonl"
KINDS: Final = {
    "people": "kgo:Person",
    "bodies": "org:FormalOrganization",
    "documents": "eli:LegalResource",
    "events": "schema:Event",
}
_TERMS: Final = "SELECT ?entity ?term WHERE { ?entity kgo:inTerm ?term } ORDER BY ?entity ?term"
_CANDIDATES: Final = "SELECT ?entity ?candidate WHERE { ?entity kgo:candidate ?candidate }"
_MENTIONS: Final = """
    SELECT ?entity ?article ?start ?end WHERE {
      ?entity a %s ; kgo:mention ?quote . ?quote oa:start ?start ; oa:end ?end ; prov:wasQuotedFrom ?article }
"""
_HONORIFIC: Final = re.compile(r"(?:Ông|Bà|ông|bà) ")


class Mention(NamedTuple):
    """A form in an article, and what of the key it names."""

    article: str
    form: str
    names: str


class Quote(NamedTuple):
    """Where an article mentions an entity of the graph."""

    start: int
    end: int
    entity: str


Pair = tuple[Mention, Mention]
Quotes = Mapping[str, Sequence[Quote]]


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of one kind; `wrong` are pairs made one that are two, `split` pairs left two that are one.

    `uncovered` are mentions that the graph lacks, `extra` people of the graph that the key lacks.
    """

    mentions: int
    precision: float
    recall: float
    uncovered: tuple[Mention, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    wrong: tuple[Pair, ...] = ()
    split: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of the key to a question, and that of the graph."""

    question: str
    wanted: frozenset[str]
    found: frozenset[str]


def articles() -> dict[str, dict[str, str]]:
    """The articles by their ids."""
    rows = [json.loads(line) for line in ARTICLES.read_text(encoding="utf-8").splitlines()]
    return {row["id"]: row for row in rows}


def key() -> dict[str, Any]:
    """The answer key; its form is told in `tests/identity/__init__.py`."""
    loaded: dict[str, Any] = json.loads((HERE / "key.json").read_text(encoding="utf-8"))
    return loaded


def mentions(answers: Mapping[str, Any], kind: str) -> list[Mention]:
    """The mentions of one kind; what is undecided names nothing but itself."""
    found = [Mention(article, form, name) for name, rows in answers[kind].items() for article, form in rows]
    if kind == "documents":
        found += [Mention(a, f, f"undecided {a} {f}") for a, forms in answers["undecided"].items() for f in forms]
    return sorted(found)


def place(text: str, form: str) -> tuple[int, int]:
    """Where a form stands first as a whole word; (-1, -1) when it does not."""
    hit = re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text)
    return hit.span() if hit else (-1, -1)


def quoted(graph: Graph, kind: str) -> dict[str, list[Quote]]:
    """All mentions of a kind in the graph, by article."""
    found: dict[str, list[Quote]] = defaultdict(list)
    for row in graph.query(_MENTIONS % KINDS[kind]):
        found[row["article"].rpartition("/")[2]].append(Quote(int(row["start"]), int(row["end"]), row["entity"]))
    return found


def covering(quotes: Quotes, wanted: Sequence[Mention]) -> dict[Mention, str]:
    """The entity with the shortest quote around each mention, "" where there is none."""
    texts = articles()
    found = {}
    for m in wanted:
        start, end = place(texts[m.article]["text"], m.form)
        around = [q for q in quotes.get(slug(m.article), ()) if q.start <= start and end <= q.end]
        found[m] = min(around, key=lambda q: (q.end - q.start, q.entity)).entity if around else ""
    return found


def scored(graph: Graph, kind: str) -> Score:
    """Compare the key's mentions of one kind with those of the graph."""
    wanted, quotes = mentions(key(), kind), quoted(graph, kind)
    found = covering(quotes, wanted)
    known = {(slug(m.article), found[m]) for m in wanted}
    extra = {(a, q.entity) for a, some in quotes.items() for q in some if (a, q.entity) not in known}
    return compared(wanted, found, tuple(sorted(extra)) if kind == "people" else ())


def terms(graph: Graph) -> Score:
    """Compare the terms that events and documents of the key are in."""
    wanted = mentions(key(), "terms")
    of: dict[str, str] = defaultdict(str)
    for row in graph.query(_TERMS):
        of[row["entity"]] += f" {row['term']}"
    quotes: dict[str, list[Quote]] = defaultdict(list)
    for kind in ("documents", "events"):
        for article, some in quoted(graph, kind).items():
            quotes[article] += [Quote(q.start, q.end, of[q.entity]) for q in some if q.entity in of]
    return compared(wanted, covering(quotes, wanted))


def compared(wanted: Sequence[Mention], found: Mapping[Mention, str], extra: tuple[tuple[str, str], ...] = ()) -> Score:
    """The figures of some mentions, given the entity that each of them has in the graph.

    >>> a, b, c = Mention("x", "An", "an"), Mention("y", "An", "an"), Mention("z", "An", "an-2")
    >>> score = compared([a, b, c], {a: "1", b: "1", c: "1"})
    >>> round(score.precision, 2), score.recall, len(score.wrong)
    (0.33, 1.0, 2)
    """
    pairs = list(combinations(wanted, 2))
    same = [(x, y) for x, y in pairs if x.names == y.names]
    made = [(x, y) for x, y in pairs if found[x] and found[x] == found[y]]
    right = sum(x.names == y.names for x, y in made)
    return Score(
        mentions=len(wanted),
        precision=right / len(made) if made else 1.0,
        recall=right / len(same) if same else 1.0,
        uncovered=tuple(m for m in wanted if not found[m]),
        extra=extra,
        wrong=tuple((x, y) for x, y in made if x.names != y.names),
        split=tuple((x, y) for x, y in same if not found[x] or found[x] != found[y]),
    )


def scores(graph: Graph) -> dict[str, Score]:
    """The figures of every kind."""
    return {kind: scored(graph, kind) for kind in KINDS} | {"terms": terms(graph)}


def candidates(graph: Graph) -> list[Answer]:
    """Which documents an undecided mention can be, by their IRIs."""
    wanted = mentions(key(), "documents")
    found = covering(quoted(graph, "documents"), wanted)
    named: dict[str, set[str]] = defaultdict(set)
    for m in wanted:
        named[m.names].add(found[m])
    kept: dict[str, set[str]] = defaultdict(set)
    for row in graph.query(_CANDIDATES):
        kept[row["entity"]].add(row["candidate"])
    answered = []
    for article, forms in key()["undecided"].items():
        for form, documents in forms.items():
            own = found[Mention(article, form, f"undecided {article} {form}")]
            any_of = frozenset(entity for document in documents for entity in named[document])
            answered.append(Answer(f"{article}: {form}", any_of, frozenset(kept[own])))
    return answered


def holders(graph: Graph) -> list[Answer]:
    """Who held a post on a day that the articles enclose, in folded names, by `kg query holders`."""
    answered, people = [], key()["people"]
    for q in key()["holders"]:
        forms = [max((form for _, form in people[person]), key=len) for person in q["persons"]]
        try:
            rows = graph.ask("holders", {name: q[name] for name in ("body", "role", "date")})
        except QueryError:  # the graph has no such body, hence nobody in it
            rows = []
        stated = {fold(row["person"]) for row in rows if row["on_date"] == "stated"}
        wanted = {fold(_HONORIFIC.sub("", form)) for form in forms}
        answered.append(Answer(f"{q['role']} {q['body']} {q['date']}", frozenset(wanted), frozenset(stated)))
    return answered


def misses(score: Score) -> Iterator[str]:
    """What is wrong, a line each."""
    for m in score.uncovered:
        yield f"  not found  {m.article}: {m.form} ({m.names})"
    for article, iri in score.extra:
        yield f"  not in key {article}: {iri}"
    for what, pairs in (("wrong", score.wrong), ("split", score.split)):
        for x, y in pairs:
            names = x.names if what == "split" else f"{x.names} | {y.names}"
            yield f"  {what:10} {names}: {x.article} {x.form!r} - {y.article} {y.form!r}"


def main(arguments: Sequence[str]) -> int:
    if set(arguments) - {"--misses"}:
        print("usage: python -m tests.identity.score [--misses]", file=sys.stderr)
        return 2
    graph = kg.build(ARTICLES)
    print(f"{'':10}{'mentions':>9}{'precision':>11}{'recall':>8}{'wrong':>7}{'split':>7}{'not found':>11}")
    for kind, s in scores(graph).items():
        counts = f"{len(s.wrong):7}{len(s.split):7}{len(s.uncovered):11}"
        print(f"{kind:10}{s.mentions:9}{s.precision:11.4f}{s.recall:8.4f}{counts}")
        for line in misses(s) if arguments else ():
            print(line)
    for name, answered in (("holders", holders(graph)), ("candidates", candidates(graph))):
        print(f"\n{name}: {sum(a.wanted == a.found for a in answered)} of {len(answered)} questions answered rightly")
        for a in answered if arguments else ():
            if a.wanted != a.found:
                print(f"  {a.question}: {sorted(a.found)} instead of {sorted(a.wanted)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
