"""What changes in the whole graph when some articles change: always what lies between the two whole graphs."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.dataset import ALT, LABEL, Stated, dataset
from kg.graph.delta import Changed, delta
from kg.graph.quads import REFERENCE
from kg.graph.store import Store
from kg.graph.terms import Triple, literal, name, node

ARTICLES = tuple(node(f"graph/{n}") for n in range(5))
VALUES = {
    LABEL: [literal(v) for v in ("Mỹ", "Mĩ", "MỸ")],
    ALT: [literal(v) for v in ("Mỹ", "Mĩ", "MỸ", "bà Mỹ")],
    name("kgo:status"): [literal(v) for v in ("current", "former", "incoming")],
    name("rdf:type"): [name(f"kgo:{kind}") for kind in ("PartyBody", "StateBody", "Person")],
    name("kgo:confidence"): [literal(v) for v in ("0.5", "0.9")],
    name("dcterms:date"): [literal(v) for v in ("2019", "2020")],
    name("kgo:mention"): [node(f"quote/{n}") for n in range(3)],
}
TRIPLES = [Triple(node(f"thing/{s}"), p, o) for s in "a" for p, values in VALUES.items() for o in values]
NEEDED = [Triple(node(f"locality/{n}"), LABEL, literal("quận")) for n in range(3)]


def stated(graph: str) -> st.SearchStrategy[Stated]:
    return st.builds(
        Stated,
        st.just(graph),
        st.sampled_from(("", "2019", "2020-05-01", "2020-06-01")),
        st.frozensets(st.sampled_from(TRIPLES), min_size=2, max_size=10),
        st.frozensets(st.sampled_from(NEEDED), max_size=2),
    )


GRAPHS = st.fixed_dictionaries({}, optional={graph: stated(graph) for graph in ARTICLES})


def needed(articles: dict[str, Stated]) -> frozenset[Triple]:
    return frozenset(t for a in articles.values() for t in a.reference)


@settings(max_examples=1000, derandomize=True, deadline=None, database=None)
@given(GRAPHS, GRAPHS, st.frozensets(st.sampled_from(ARTICLES)))
def test_a_change_leads_from_one_whole_graph_to_the_other(
    before: dict[str, Stated], other: dict[str, Stated], replaced: frozenset[str]
) -> None:
    after = {g: a for g, a in before.items() if g not in replaced} | {g: a for g, a in other.items() if g in replaced}
    nothing = Stated("", "", frozenset(), frozenset())
    changed = [
        Changed(g, was.own, now.own, was.date, now.date)
        for g in sorted(replaced & (before.keys() | after.keys()))
        for was, now in [(before.get(g, nothing), after.get(g, nothing))]
    ]
    changed.append(Changed(node(REFERENCE), needed(before), needed(after), shared=False))
    old, new = dataset(before.values()), dataset(after.values())
    made = delta(Store.memory(old.nquads), changed, lambda graph: after[graph].date)
    was, becomes = (set(whole.nquads.splitlines(keepends=True)) for whole in (old, new))
    assert set(made.removed.splitlines(keepends=True)) == was - becomes
    assert set(made.added.splitlines(keepends=True)) == becomes - was
    assert [made.removed, made.added] == [b"".join(sorted(lines)) for lines in (was - becomes, becomes - was)]
    facts = [set(whole.ntriples.decode().splitlines()) for whole in (old, new)]
    assert made.triples == len(facts[1]) - len(facts[0])
    assert made.subjects == {line.partition(" ")[0] for line in facts[0] ^ facts[1]}
