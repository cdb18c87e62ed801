"""The store: one answer whatever the process, one fact counted once, and no way out of the graph."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.compare import graph_diff

from kg.errors import InputError, QueryError
from kg.graph.sparql import bare
from kg.graph.store import Store, Table, Term, turtle, written
from tests.sample import nquads

HERE = "http://127.0.0.1:9/"
FACT = "<http://a.example/s> <http://a.example/p> <http://a.example/o>"


@pytest.fixture(scope="module")
def store() -> Store:
    return Store.memory(nquads())


def test_a_fact_that_stands_in_two_named_graphs_is_counted_once() -> None:
    graphs = ("", " <http://a.example/graph/1>", " <http://a.example/graph/2>")
    store = Store.memory("".join(f"{FACT}{graph} .\n" for graph in graphs).encode())
    assert len(store) == 3
    count = store.select("SELECT (COUNT(*) AS ?n) WHERE { ?s <http://a.example/p> ?o }")
    assert count.dicts() == [{"n": "1"}]
    assert store.select("SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g").dicts() == [
        {"g": "http://a.example/graph/1"},
        {"g": "http://a.example/graph/2"},
    ]


def test_the_sample_counts_each_tenure_once(store: Store) -> None:
    count = store.select("SELECT (COUNT(?t) AS ?n) (COUNT(DISTINCT ?t) AS ?d) WHERE { ?t a kgo:Tenure }").dicts()[0]
    assert count["n"] == count["d"]


def test_turtle_is_the_same_in_every_process_and_run(tmp_path: Path) -> None:
    file = tmp_path / "sample.nq"
    file.write_bytes(nquads())
    code = (
        "import sys, pathlib; from kg.graph.store import Store, turtle;"
        "s = Store.memory(pathlib.Path(sys.argv[1]).read_bytes());"
        "sys.stdout.buffer.write(turtle(s.ntriples()));"
        "sys.stdout.write(' '.join(s.select('SELECT * { ?z skos:broader ?a . ?z skos:prefLabel ?m }').columns))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, str(file)],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "2", "7", "random")
    }
    assert len(outputs) == 1


def test_turtle_has_sorted_prefixes_that_occur_and_all_triples(store: Store) -> None:
    written_out = turtle(store.ntriples()).decode()
    prefixes = [line for line in written_out.splitlines() if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes)
    assert any("kgo:" in line for line in prefixes)
    assert not any("owl:" in line for line in prefixes)
    assert turtle(b"") == b""
    back = graph_diff(
        Graph().parse(data=written_out, format="turtle"), Graph().parse(data=store.ntriples(), format="nt")
    )
    assert [len(part) for part in back[1:]] == [0, 0]


def test_the_columns_of_select_star_are_in_alphabetical_order(store: Store) -> None:
    table = store.select("SELECT * WHERE { ?z skos:prefLabel ?a . OPTIONAL { ?z skos:broader ?m } }")
    assert table.columns == ("a", "m", "z")


def test_each_form_gives_its_kind_of_result(store: Store) -> None:
    assert isinstance(store.query("SELECT ?s { ?s a kgo:Person }"), Table)
    assert store.query("ASK { ?s a kgo:Person }") is True
    triples = store.query("CONSTRUCT { ?s a kgo:Person } WHERE { ?s a kgo:Person }")
    assert isinstance(triples, bytes)
    assert triples.splitlines() == sorted(triples.splitlines())
    for method, query in ((store.select, "ASK {}"), (store.ask, "SELECT * {}")):
        with pytest.raises(QueryError, match="this query is no"):
            method(query)


def test_bindings_fix_variables(store: Store) -> None:
    label = Term("literal", "Trần Minh Khang", lang="vi")
    assert len(store.select("SELECT ?s ?label { ?s skos:prefLabel ?label }", {"label": label}).rows) == 1
    with pytest.raises(QueryError, match="cannot be bound"):
        store.select("SELECT ?s { ?s skos:prefLabel ?label }", {"label": label})
    assert written(label) == '"Trần Minh Khang"@vi'
    assert written(Term("literal", "x\n")) == r'"x\n"'


CALLS = {
    "plain": f"SELECT * {{ SERVICE <{HERE}> {{ ?s ?p ?o }} }}",
    "case and SILENT": f"SELECT * {{ sErViCe SiLeNt<{HERE}>{{ ?s ?p ?o }} }}",
    "comments between": f"SELECT * {{ SERVICE # a\n <{HERE}#x> # b {{\n {{ ?s ?p ?o }} }}",
    "after a comment that a carriage return ends": f"SELECT * {{ VALUES ?x {{1}} #\rSERVICE <{HERE}> {{}} }}",
    "prefixed name": f"PREFIX : <{HERE}> SELECT * {{ SERVICE:x {{ ?s ?p ?o }} }}",
    "glued to a number": f"SELECT * {{ ?s ?p 1SERVICE <{HERE}> {{}} }}",
    "glued to a keyword": f"SELECT * {{ ?s ?p trueSERVICE <{HERE}> {{}} }}",
    "glued to a string": f"SELECT * {{ ?s ?p 'a\\''SERVICE <{HERE}> {{}} }}",
    "variable": f"SELECT * {{ VALUES ?service {{ <{HERE}> }} SERVICE ?service {{ ?s ?p ?o }} }}",
    "behind less than": f"SELECT * {{ VALUES (?a ?b) {{ (1 2) }} FILTER(?a<?b)SERVICE#>\n<{HERE}#a>{{}} }}",
    "a comment as a string": f"SELECT * {{ VALUES ?a {{1}} FILTER(?a<2)#>'''\nSERVICE<{HERE}#a>{{}}\n#'''\n}}",
    "less than as an IRI": f"SELECT * {{ VALUES ?a {{1}} FILTER(?a <rdf:b#>'''\n)SERVICE<{HERE}>{{}}\n#'''\n}}",
}


@pytest.mark.parametrize("query", CALLS.values(), ids=CALLS.keys())
def test_service_is_refused(store: Store, query: str) -> None:
    with pytest.raises(QueryError, match=r"^SERVICE is not allowed: [^\n]*$"):
        store.query(query)


REFUSED = {
    "FROM": ("SELECT * FROM <http://g.example/> { ?s ?p ?o }", "SELECT*from<http://g.example/>{}", "ASK FROM kgo:g {}"),
    "FROM NAMED": ("SELECT * FROM NAMED <http://g.example/> { GRAPH ?g { ?s ?p ?o } }",),
    "INSERT": ("INSERT DATA { <http://a> <http://b> 1 }", "PREFIX a: <http://a#> insert { a:b a:c 1 } WHERE {}"),
    "DELETE": ("DELETE WHERE { ?s ?p ?o }", "# SELECT\nDELETE DATA { <http://a> <http://b> 1 }"),
    "LOAD": ("LOAD <http://a.example/x.ttl>", "LOAD SILENT <file:///tmp/x.ttl>"),
    "CLEAR": ("CLEAR ALL",),
    "DROP": ("drop graph <http://g.example/>",),
}


@pytest.mark.parametrize(("word", "query"), [(word, query) for word, queries in REFUSED.items() for query in queries])
def test_datasets_and_updates_are_refused(store: Store, word: str, query: str) -> None:
    size = len(store)
    with pytest.raises(QueryError, match=rf"^{word.split()[0]} is not allowed: [^\n]*$"):
        store.query(query)
    assert len(store) == size


HARMLESS = (
    "# SERVICE <http://x.example/> { } FROM <http://x.example/> DELETE\nSELECT * { ?s ?p 'SERVICE <http://x/> {' }",
    "SELECT ?service ?from { ?service ?insert ?from }",
    "SELECT * { ?s <http://x.example/service> <http://x.example/from#DELETE> }",
    "PREFIX my: <http://x.example/#> SELECT ?from { ?from my:service my:from ; my:delete my:insert }",
    "PREFIX services: <http://x.example/#> PREFIX add: <http://y.example/#> SELECT * { ?a services:x add:y }",
    'SELECT * { ?s ?p """FROM "<x>" SERVICE <http://x.example/> { """ FILTER(?s < ?p) }',
)


@pytest.mark.parametrize("query", HARMLESS)
def test_the_words_are_harmless_in_strings_comments_and_names(store: Store, query: str) -> None:
    assert isinstance(store.query(query), Table)


def test_bare_keeps_the_keywords() -> None:
    assert bare("SELECT ?a # x\n { ?a a 'b'@vi , <http://c> }").split() == ["SELECT", "{", "a", ",", "}"]


SYNTAX = {
    "SELECT * WHERE { ?s ?p ?o": "syntax error at line 1, column 26",
    "SELECT ?x\nWHERE { ?x no:a ?y }": 'syntax error at line 2, column 17, after "WHERE { ?x no:a"',
    "SELECT ?x { ?x <b ?y }": 'expected ">"',
    "SELECT (COUNT(*) AS ?n) ?s { ?s ?p ?o }": "The SELECT contains a variable that is unbound",
    "SELECT * { ?s ?p 'đầu": "line 1, column 22",
    "SELECT * { ?s ?p <http://a b> }": "IRI parsing failed",
    "": "syntax error at line 1, column 1",
    "SERVIC\\u0045": "syntax error",
}


@pytest.mark.parametrize(("query", "message"), SYNTAX.items())
def test_a_syntax_error_is_one_line_with_its_place(store: Store, query: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        store.query(query)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_a_store_on_disk_is_read_back_and_a_missing_one_is_named(tmp_path: Path) -> None:
    Store.create(tmp_path / "store", nquads())
    assert Store.open(tmp_path / "store").ntriples() == Store.memory(nquads()).ntriples()
    with pytest.raises(InputError, match="no store at"):
        Store.open(tmp_path / "nowhere")
