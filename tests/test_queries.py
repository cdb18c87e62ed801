"""The named questions: complete headers, an answer on the sample, the same answer from another engine, clear errors."""

import io
import re
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery

from kg.errors import QueryError
from kg.graph.queries import Query, all_queries, fill, find, run
from kg.graph.store import Store, Table
from kg.graph.vocabulary import BASE, KGO, PREFIXES
from kg.resources import folder
from tests import dated
from tests.sample import nquads

# rdflib warns of what it calls itself.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")

# The sample has one person a body; together.rq needs a second in Quận ủy Bình Tân.
COLLEAGUE = """
@prefix kgo: <https://kg.example.org/ontology#> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://kg.example.org/id/> .
<tenure/ha-pho-bi-thu> a kgo:Tenure, org:Membership ; org:member <person/le-thi-ngoc-ha> ; org:role <role/pho-bi-thu> ;
    org:organization <body/quan-uy-binh-tan> ; kgo:status "current" ; schema:startDate "2020"^^xsd:gYear ;
    kgo:evidence <article/binh-hung-hoa-so-ket#char=52,109> .
<statement/candidate> a rdf:Statement ; rdf:subject <document/chi-thi-35-ct-tw> ; rdf:predicate kgo:candidate ;
    rdf:object <document/chi-thi-35-ct-tw-2019> ; kgo:evidence <article/binh-hung-hoa-so-ket#char=52,109> .
<document/chi-thi-35-ct-tw> a kgo:OfficialDocument ; skos:prefLabel "Chỉ thị số 35-CT/TW"@vi .
<judgement/1> a kgo:Judgement, prov:Entity ; kgo:verdict "different" ; kgo:instead "former" ; dcterms:creator "Lan" ;
    dcterms:references <person/le-thi-ngoc-ha>, <post/pho-bi-thu-quan-uy-binh-tan> ;
    dcterms:date "2021-05-04"^^xsd:date .
<judgement/2> a kgo:Judgement, prov:Entity ; kgo:verdict "unsure" ; dcterms:description "cùng tên" ;
    dcterms:references <person/le-thi-ngoc-ha>, <person/le-thi-ngoc-ha-0a1b2c3d> .
"""
# The examples of the headers are of the seeds; what the sample has in their place.
INSTEAD = {
    "Lê Văn Thinh": "Trần Minh Khang",
    "Xây dựng quận trở thành đô thị": "binh-tan-dai-hoi",
    "Ban Thường vụ Quận ủy Ô Môn": "Ban Thường vụ Quận ủy Bình Tân",
}
SILENT_IN_THE_SEEDS = {
    "changes",
    "judgements",
    "tenure-bounds",
    "together",
    "undecided",
    *(query.name for query in all_queries() if query.finding),
}
# Questions about articles that contradict or follow one another: the sample's two do neither.
OF_DATED = {"tenure-bounds", *(query.name for query in all_queries() if query.finding)}
LISTED = [pytest.param(query, id=query.name) for query in all_queries()]


def extended() -> bytes:
    extra = rdflib.Graph().parse(data=COLLEAGUE, format="turtle").serialize(format="nt", encoding="utf-8")
    return extra.strip() + b"\n"


@pytest.fixture(scope="module")
def store() -> Store:
    return Store.memory(nquads() + extended())


@pytest.fixture(scope="module")
def stores(store: Store) -> dict[bool, Store]:
    return {False: store, True: Store.memory(dated.nquads())}


@pytest.fixture(scope="module")
def other_engines() -> dict[bool, rdflib.Dataset]:
    data = {False: nquads() + extended(), True: dated.nquads()}
    return {of: rdflib.Dataset(default_union=False).parse(data=quads, format="nquads") for of, quads in data.items()}


def examples(query: Query, *names: str) -> dict[str, str]:
    """The example values of the required parameters and of those named, as they are called in the sample."""
    return {p.name: INSTEAD.get(p.example, p.example) for p in query.parameters if p.required or p.name in names}


def cases() -> list[object]:
    """Each question with what it requires, and once more with each optional parameter."""
    return [
        pytest.param(query, examples(query, name), id=f"{query.name}-{name or 'alone'}")
        for query in all_queries()
        for name in ["", *(p.name for p in query.parameters if not p.required)]
    ]


def slow_cases() -> list[object]:
    """As `cases`, without those that take the other engine seconds and ask it for nothing new."""
    slow = OF_DATED | {"holders"}
    return [
        pytest.param(query, examples(query, name), id=f"{query.name}-{name or 'alone'}")
        for query in all_queries()
        for name in ["", *(p.name for p in query.parameters if not p.required)]
        if query.name not in slow or name in ("", "date")
    ]


def texts(result: Table | bytes | bool) -> list[dict[str, str]]:
    assert isinstance(result, Table)
    return result.dicts()


def ask(store: Store, name: str, **params: str) -> list[dict[str, str]]:
    return texts(run(store, find(name, io.StringIO()), params))


@pytest.mark.parametrize("query", LISTED)
def test_the_header_is_complete(query: Query) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", query.name)
    assert query.title != query.title_en
    assert query.about.endswith(".")
    assert not query.finding or query.finding.endswith(".")
    names = [p.name for p in query.parameters]
    assert len(names) == len(set(names))
    assert set(re.findall(r"VALUES \?_(\w+) { UNDEF }", query.text)) == set(names)
    declared = set(re.findall(r"^PREFIX (\w+): <(.+)>$", query.text, re.MULTILINE))
    assert declared <= set(PREFIXES.items())
    assert "FILTER NOT EXISTS" not in query.text


def test_the_examples_are_answered_by_the_graph_of_the_seeds(seeds_built: Path) -> None:
    """Who copies an example from the list must not meet an error; the seeds are undated, and nobody is replaced."""
    seeds = Store.open(seeds_built / "store")
    for query in all_queries():
        result = run(seeds, query, {p.name: p.example for p in query.parameters if p.required})
        assert result if isinstance(result, bytes) else texts(result) or query.name in SILENT_IN_THE_SEEDS, query.name


def test_there_are_the_questions_that_users_ask() -> None:
    names = {query.name for query in all_queries()}
    assert len(names) >= 14
    assert names >= {
        "holders", "person-roles", "roles-in-locality", "documents-by-issuer", "implementers", "congresses", "evidence",
        "together", "bodies-under", "article", "vacant-posts", "mentioning", "changes", "bodies-in-locality",
        "people-in-article",
    }  # fmt: skip


@pytest.mark.parametrize(("query", "params"), cases())
def test_it_answers_with_readable_columns(stores: dict[bool, Store], query: Query, params: Mapping[str, str]) -> None:
    result = run(stores[query.name in OF_DATED], query, params)
    if isinstance(result, bytes):
        assert result.count(b"\n") > 10
        return
    rows = texts(result)
    assert rows
    assert isinstance(result, Table)
    for row in rows:
        iris = {name for name, value in row.items() if value.startswith(BASE)}
        assert all(name == "iri" or name.endswith("source") for name in iris)
        assert KGO not in "".join(row.values())
    if "quote" in result.columns:
        assert all(row["quote"] and row["source"].startswith(f"{BASE}article/") for row in rows)
        assert all(f"#char={row['source'].split('=')[-1]}" in row["source"] for row in rows)


@pytest.mark.parametrize(("query", "params"), slow_cases())
def test_another_engine_gives_the_same_rows(
    stores: dict[bool, Store], other_engines: dict[bool, rdflib.Dataset], query: Query, params: Mapping[str, str]
) -> None:
    store = stores[query.name in OF_DATED]
    filled = fill(store, query, params)
    theirs = other_engines[query.name in OF_DATED].query(filled)
    ours = store.query(filled)
    if isinstance(ours, bytes):
        assert theirs.graph is not None
        mine = rdflib.Graph().parse(data=ours, format="nt")
        assert {tuple(comparable(str(term)) for term in triple) for triple in mine} == {
            tuple(comparable(str(term)) for term in triple) for triple in theirs.graph
        }
        return
    assert isinstance(ours, Table)
    names = [str(name) for name in theirs.vars or ()]
    assert names == list(ours.columns)
    rows = [tuple("" if value is None else comparable(str(value)) for value in row) for row in theirs]  # type: ignore[union-attr]
    assert rows == [tuple("" if term is None else comparable(term.value) for term in row) for row in ours.rows]


def comparable(text: str) -> str:
    """1.0 and 1 are one decimal, written in two ways."""
    return re.sub(r"^(\d+)\.0$", r"\1", text)


@pytest.mark.parametrize("query", LISTED)
def test_it_is_valid_as_it_stands(store: Store, other_engines: dict[bool, rdflib.Dataset], query: Query) -> None:
    """UNDEF means any value, so an unfilled file is a query for every server."""
    if query.name in OF_DATED:
        assert prepareQuery(query.text) is not None
    else:
        assert other_engines[False].query(query.text) is not None
    unfilled = store.query(query.text)
    if not any(p.required for p in query.parameters):
        assert unfilled == run(store, query, {})


def test_who_is_the_secretary(store: Store) -> None:
    (row,) = ask(store, "holders", role="Bí thư", body="Quận ủy Bình Tân")
    assert row["person"] == "Trần Minh Khang"
    assert row["quote"] == "Bí thư Quận ủy Bình Tân Trần Minh Khang"
    assert row["source"].endswith("binh-hung-hoa-so-ket#char=221,260")


@pytest.mark.parametrize(
    "body",
    ["Quận ủy Bình Tân", "quận uỷ bình tân", "Quận ủy quận Bình Tân", "quan uy binh tan", "quan uy quan Binh Tan"],
)
def test_spellings_of_a_body(store: Store, body: str) -> None:
    assert [row["person"] for row in ask(store, "holders", body=body, role="bi thu")] == ["Trần Minh Khang"]


NAMES = {
    ("documents-by-issuer", "body", "BCT"): 0,
    ("holders", "body", "UBND quận Bình Tân"): 1,
    ("holders", "body", f"{BASE}body/ubnd-quan-binh-tan"): 1,
    ("holders", "person", "Minh Khang"): 2,
    ("holders", "role", "Phó Bí thư"): 2,
    ("localities", "locality", "Hồ Chí Minh"): 2,
    ("implementers", "document", "chi thi so 35 - CT/TW"): 2,
    ("implementers", "document", "35-CT/TW"): 2,
    ("article", "article", "Quận Bình Tân kiện toàn nhân sự chủ chốt"): 12,
    ("congresses", "term", "2020 – 2025"): 1,
}


@pytest.mark.parametrize(("question", "count"), [(q, n) for q, n in NAMES.items() if n])
def test_names_as_users_write_them(store: Store, question: tuple[str, str, str], count: int) -> None:
    name, parameter, value = question
    assert len(ask(store, name, **{parameter: value})) == count


ON_DATE = {
    "2015": [("Phạm Quốc Dũng", "stated"), ("Trần Minh Khang", "possible"), ("Lê Thị Ngọc Hà", "possible")],
    "2020-01": [("Lê Thị Ngọc Hà", "possible"), ("Trần Minh Khang", "possible"), ("Lê Thị Ngọc Hà", "possible")],
    "2020-12-31": [("Trần Minh Khang", "stated"), ("Lê Thị Ngọc Hà", "possible"), ("Lê Thị Ngọc Hà", "possible")],
    "2021-03-05": [("Trần Minh Khang", "stated"), ("Lê Thị Ngọc Hà", "possible"), ("Lê Thị Ngọc Hà", "stated")],
    "2024": [("Trần Minh Khang", "possible"), ("Lê Thị Ngọc Hà", "possible"), ("Lê Thị Ngọc Hà", "possible")],
}


@pytest.mark.parametrize(("date", "holders"), ON_DATE.items())
def test_who_held_it_on_a_date(store: Store, date: str, holders: list[tuple[str, str]]) -> None:
    assert [(row["person"], row["on_date"]) for row in ask(store, "holders", date=date)] == holders


# What Trần Minh Khang and Lê Thị Ngọc Hà are as secretaries of Quận ủy Bình Tân in tests/dated.py.
SECRETARIES = {
    "2015": {},
    "2016-02": {},
    "2016-03-20": {"Trần Minh Khang": "possible"},
    "2016-04-15": {"Trần Minh Khang": "stated"},
    "2017-12-31": {"Trần Minh Khang": "stated"},
    "2018-07": {"Trần Minh Khang": "possible"},
    "2019-03-01": {},
    "2019-05-22": {"Trần Minh Khang": "stated"},
    "2019": {"Trần Minh Khang": "stated"},
    "2020-01-01": {"Trần Minh Khang": "possible"},
    "2020-08-11": {"Trần Minh Khang": "possible"},
    "2020-08-12": {"Lê Thị Ngọc Hà": "stated"},
    "2020-09": {"Lê Thị Ngọc Hà": "stated"},
    "2021-03-05": {"Lê Thị Ngọc Hà": "stated"},
    "2030": {"Lê Thị Ngọc Hà": "possible"},
}


@pytest.mark.parametrize(("date", "holders"), SECRETARIES.items())
def test_who_held_it_by_the_word_of_each_article(stores: dict[bool, Store], date: str, holders: dict[str, str]) -> None:
    """In office between two sightings; not after "nguyên", until seen again; not before the news of an election."""
    rows = ask(stores[True], "holders", role="Bí thư", body="Quận ủy Bình Tân", date=date)
    known = {row["person"]: row["on_date"] for row in rows if row["person"] in ("Trần Minh Khang", "Lê Thị Ngọc Hà")}
    assert known == holders


def test_an_issuer_s_first_and_last_dates_skip_what_is_undated() -> None:
    undated = f"<{BASE}document/x> <{PREFIXES['eli']}passed_by> <{BASE}body/bo-chinh-tri> .\n"
    rows = ask(Store.memory(nquads() + undated.encode()), "issuers", level="central")
    assert rows == [
        {"issuer": "Bộ Chính trị", "level": "central", "documents": "2", "first": "2019-05-30", "last": "2019-05-30"}
    ]


def test_colleagues_are_known_by_dates(store: Store) -> None:
    rows = ask(store, "together", person="Trần Minh Khang")
    assert [(row["colleague"], row["known_by"]) for row in rows] == [("Lê Thị Ngọc Hà", "dates")]


ERRORS: dict[str, tuple[str, dict[str, str], str]] = {
    "unknown query": (
        "holdrs",
        {},
        'no query "holdrs": did you mean holders or two-holders? `kg query --list` shows them all',
    ),
    "nothing like it": ("xyzzy", {}, 'no query "xyzzy": `kg query --list` shows them all'),
    "no such file": ("nowhere.rq", {}, "cannot read the query nowhere.rq: No such file or directory"),
    "unknown parameter": (
        "person-roles",
        {"persn": "x"},
        'no parameter "persn" (did you mean person?); it takes person=',
    ),
    "no parameters": ("overview", {"x": "y"}, 'overview: no parameter "x"; it takes no parameters'),
    "missing parameter": ("person-roles", {}, 'the parameter "person" is missing; it takes person="Lê Văn Thinh"'),
    "empty value": ("holders", {"body": " "}, "holders: body: the value is empty"),
    "control character": (
        "holders",
        {"body": "a\x1bb"},
        "holders: body: the value has characters that cannot be printed",
    ),
    "lone surrogate": ("documents-about", {"text": "\udcff"}, "the value has characters that cannot be printed"),
    "unknown body": (
        "holders",
        {"body": "Quận ủy Bình Tam"},
        'holders: body: the graph knows no body "Quận ủy Bình Tam"; the nearest names are: Quận ủy Bình Tân',
    ),
    "nothing near": ("holders", {"person": "@@@"}, 'holders: person: the graph knows no person "@@@"'),
    "too many": ("evidence", {"entity": "Bình Tân"}, 'names contain "Bình Tân", give more of one: quận Bình Tân;'),
    "unknown IRI": ("evidence", {"entity": f"{BASE}person/x"}, f"the graph does not know <{BASE}person/x>"),
    "choice": ("holders", {"status": "past"}, 'status: "past" is none of current, former, incoming'),
    "date": ("holders", {"date": "31/12/2020"}, 'date: "31/12/2020" is not a date: 2020, 2020-08 or 2020-08-31'),
    "calendar": ("holders", {"date": "2021-02-29"}, 'date: the calendar has no "2021-02-29"'),
    "integer": ("congresses", {"ordinal": "XII"}, 'ordinal: "XII" is not a whole number'),
    "year": ("documents-by-issuer", {"year": "19"}, 'year: "19" is not a year such as 2020'),
}


@pytest.mark.parametrize(("name", "params", "message"), ERRORS.values(), ids=ERRORS.keys())
def test_errors_are_one_clear_line(store: Store, name: str, params: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError) as caught:
        ask(store, name, **params)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 2


HEADERS = {
    "# param x: person\nSELECT * {}": "write `# param NAME: TYPE required|optional — what it is, e.g. EXAMPLE`",
    "# param x: thing optional — a thing, e.g. y\nSELECT * { VALUES ?_x { UNDEF } }": 'type "thing" is none of person',
    "# param x: person optional — a person, e.g. y\nSELECT * {}": "the query needs `VALUES ?_x { UNDEF }`",
}


@pytest.mark.parametrize(("text", "message"), HEADERS.items())
def test_a_header_that_cannot_be_read_is_named(text: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        find("-", io.StringIO(text))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_queries_from_a_file_and_from_standard_input(store: Store, tmp_path: Path) -> None:
    text = (
        "# param name: text default Khang — a part of the name, e.g. Hà\n"
        "SELECT ?name { VALUES ?_name { UNDEF } ?p a kgo:Person ; skos:prefLabel ?name FILTER CONTAINS(?name, ?_name) }"
    )
    file = tmp_path / "people.rq"
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert texts(run(store, find(str(file), io.StringIO()), {})) == [{"name": "Trần Minh Khang"}]
    assert texts(run(store, find("-", io.StringIO(text)), {"name": "Hà"})) == [{"name": "Lê Thị Ngọc Hà"}]
    assert run(store, find("-", io.StringIO("ASK { ?p a kgo:Person }")), {}) is True
    file.write_bytes(b"SELECT \xff")
    with pytest.raises(QueryError, match="not UTF-8"):
        find(str(file), io.StringIO())
    with pytest.raises(QueryError, match=r"^stdin: syntax error at line 1"):
        run(store, find("-", io.StringIO("SELECT")), {})
    with pytest.raises(QueryError, match=r"^stdin: SERVICE is not allowed"):
        run(store, find("-", io.StringIO("SELECT * { SERVICE <http://127.0.0.1:9/> {} }")), {})


INJECTIONS = ['"} UNION { ?s ?p ?o', "\\", '\\"', "\\1 \\g<0>", "a' } #", "<x> }", "?_person", "UNDEF"]


@pytest.mark.parametrize("text", INJECTIONS)
def test_what_a_user_types_stays_a_literal(store: Store, text: str) -> None:
    query = find("documents-about", io.StringIO())
    filled = fill(store, query, {"text": text})
    assert len(re.findall(r"VALUES \?_text {", filled)) == 1
    assert filled.count("UNION") == query.text.count("UNION") + text.count("UNION")
    assert run(store, query, {"text": text}) == Table(
        ("document", "symbol", "date", "subject", "issuer", "quote", "source"), ()
    )
    with pytest.raises(QueryError, match=r"the graph knows no body|the graph does not know"):
        run(store, find("holders", io.StringIO()), {"body": text})


def test_the_files_are_what_is_listed_and_answers_are_quick(store: Store) -> None:
    assert [query.name for query in all_queries()] == sorted(path.stem for path in folder("queries").glob("*.rq"))
    started = time.perf_counter()
    for query in all_queries():
        run(store, query, examples(query))
    assert time.perf_counter() - started < 5
