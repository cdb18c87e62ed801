"""`kg diff`: what came, went or changed between two graphs; a name alone makes no two people one."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import RDF, BNode, Graph, Literal, URIRef

import kg
from kg.errors import InputError
from kg.graph.compare import Difference, compare
from kg.graph.store import Store
from kg.graph.vocabulary import BASE, PREFIXES, iri
from kg.views.changes import sentence, write

HEAD = "".join(f"@prefix {prefix}: <{name}> .\n" for prefix, name in PREFIXES.items()) + f"@base <{BASE}> .\n"
LABELS = """
<role/bi-thu> skos:prefLabel "Bí thư"@vi . <role/chu-tich> skos:prefLabel "Chủ tịch"@vi .
<body/can-gio> a kgo:PartyBody, org:FormalOrganization ; skos:prefLabel "Huyện ủy Cần Giờ"@vi .
<body/binh-tan> a kgo:PartyBody, org:FormalOrganization ; skos:prefLabel "Quận ủy Bình Tân"@vi .
"""


def store(*parts: str, base: str = BASE) -> Store:
    text = HEAD.replace(BASE, base) + LABELS + "".join(parts)
    return Store.memory(Graph().parse(data=text, format="turtle").serialize(format="nt").encode())


def told(node: str, articles: str, how: str = "evidence", start: int = 0) -> str:
    """The triples that make articles ("a b") tell of a node."""
    text = ""
    for article in articles.split():
        quote = f"<article/{article}#char={start},{start + 9}>"
        text += (
            f'<article/{article}> a kgo:Source ; schema:sha256 "{article}" ; dcterms:date "2020-08-12" .\n'
            f'{quote} oa:start {start} ; oa:end {start + 9} ; oa:exact "“{article}” {start}" ;'
            f" prov:wasQuotedFrom <article/{article}> .\n<{node}> kgo:{how} {quote} .\n"
        )
    return text


def person(node: str, label: str = "Trần Văn Khôi", articles: str = "a") -> str:
    return f'<{node}> a kgo:Person, foaf:Person ; skos:prefLabel "{label}"@vi .\n' + told(node, articles, "mention")


def tenure(
    node: str,
    who: str,
    role: str = "bi-thu",
    body: str = "can-gio",
    articles: str = "a",
    status: str = "current",
    more: str = "",
    start: int = 20,
) -> str:
    return (
        f"<{node}> a kgo:Tenure, org:Membership ; org:member <{who}> ; org:role <role/{role}> ;"
        f' org:organization <body/{body}> ; kgo:status "{status}" {more} .\n' + told(node, articles, start=start)
    )


def election(node: str, date: str, articles: str) -> str:
    return (
        f"<{node}> a kgo:Election, kgo:RoleChange ; org:member <person/k-1> ; org:role <role/bi-thu> ;"
        f' org:organization <body/can-gio> ; dcterms:date "{date}" ; kgo:modality "effective" .\n'
        + told(node, articles, start=40)
    )


def document(node: str, label: str) -> str:
    return f'<{node}> a kgo:Plan, kgo:OfficialDocument ; skos:prefLabel "{label}"@vi .\n' + told(node, "a", "mention")


def edge(subject: str, prop: str, target: str) -> str:
    node = f"statement/{subject}-{prop}-{target}".replace("/", "-").replace(":", "-")
    triple = f"rdf:subject <{subject}> ; rdf:predicate {prop} ; rdf:object <{target}>"
    return f"<{subject}> {prop} <{target}> . <{node}> a rdf:Statement ; {triple} .\n" + told(node, "a", start=60)


def found(difference: Difference) -> list[tuple[str, str, str]]:
    return [(e.how, e.about.label, sentence(e)) for e in difference.entries]


def words(difference: Difference, form: str = "words", *, evidence: bool = False) -> str:
    stream = io.StringIO()
    write(difference, form, stream, evidence=evidence)
    return stream.getvalue()


KHOI = person("person/k-1")
OTHER = told("body/can-gio", "z", "mention")  # lest the one article of each graph be two versions of one


def test_a_status_and_an_end_are_one_change_with_both_values() -> None:
    old = store(KHOI, tenure("tenure/1", "person/k-1"))
    end = '; schema:endDate "2021-03"^^xsd:gYearMonth'
    new = store(KHOI, tenure("tenure/1", "person/k-1", status="former", more=end, articles="a b"))
    difference = compare(old, new)
    post = "Bí thư, Huyện ủy Cần Giờ"
    assert found(difference) == [
        ("changed", "Trần Văn Khôi", f"{post}; status: current → former; until: none → 03/2021")
    ]
    (entry,) = difference.entries
    assert entry.changed == (iri("kgo:status"), iri("schema:endDate"))
    assert entry.old
    assert [q.text for q in entry.old.quotes] == ["“a” 20"]
    assert words(difference).splitlines() == [
        "Facts: 0 came (+), 0 went (-), 1 changed (~) (articles: 1 before, 2 after).",
        "",
        "People",
        "",
        "  Trần Văn Khôi",
        f"  ~ {post}; status: current → former; until: none → 03/2021",
        "      + ““b” 20” (b, 12/08/2020, 20-29)",
    ]


def test_what_came_there_went_when_read_backwards() -> None:
    old = store(KHOI, election("change/1", "2015", "a"))
    new = store(KHOI, tenure("tenure/1", "person/k-1"), document("document/d", "Kế hoạch số 12-KH/HU"))
    there = [(e.how, e.kind, e.old, e.new) for e in compare(old, new).entries]
    back = {"came": "went", "went": "came"}
    assert [(back[e.how], e.kind, e.new, e.old) for e in compare(new, old).entries] == there
    assert [(how, kind) for how, kind, *_ in there] == [("came", "Tenure"), ("went", "Election"), ("came", "document")]


def test_graphs_that_say_the_same_are_told_in_one_line() -> None:
    old = store(KHOI, tenure("tenure/1", "person/k-1"))
    moved = store(person("person/k-1"), tenure("tenure/1", "person/k-1", start=77))
    for new in (old, moved):
        difference = compare(old, new)
        assert difference.entries == ()
        assert words(difference) == "No fact differs (articles: 1 before, 1 after).\n"
        assert json.loads(words(difference, "json"))["entries"] == []
        assert len(Graph().parse(data=words(difference, "turtle"), format="turtle")) == 2


def test_another_article_that_says_the_same_changes_no_fact() -> None:
    old = store(KHOI, tenure("tenure/1", "person/k-1", articles="a b"))
    new = store(person("person/k-1", articles="a c"), tenure("tenure/1", "person/k-1", articles="a c"))
    difference = compare(old, new)
    assert [(e.how, e.kind) for e in difference.entries] == [("evidence", "Tenure")]
    summary = "No fact differs (articles: 2 before, 2 after). Told by other articles (=, --evidence lists them): 1."
    assert words(difference) == summary + "\n"
    listed = words(difference, evidence=True).splitlines()
    assert listed[0] == summary
    assert listed[-3:] == [
        "  = Bí thư, Huyện ủy Cần Giờ; current",
        "      - ““b” 20” (b, 12/08/2020, 20-29)",
        "      + ““c” 20” (c, 12/08/2020, 20-29)",
    ]
    graph = Graph().parse(data=words(difference, "turtle", evidence=True), format="turtle")
    quotes = sorted(str(o).rpartition("/")[2] for o in graph.objects(None, RDF.object))
    assert quotes == ["b#char=20,29", "c#char=20,29"]
    assert set(graph.objects(None, RDF.predicate)) == {URIRef(iri("kgo:evidence"))}


def test_a_person_under_another_iri_is_known_by_the_article() -> None:
    old = store(person("person/k-1"), tenure("tenure/1", "person/k-1"))
    new = store(person("person/k-2", articles="0 a"), tenure("tenure/2", "person/k-2", status="former"))
    assert found(compare(old, new)) == [
        ("changed", "Trần Văn Khôi", "Bí thư, Huyện ủy Cần Giờ; status: current → former")
    ]


def test_a_person_under_another_iri_is_known_by_the_post() -> None:
    old = store(person("person/k-1"), tenure("tenure/1", "person/k-1"), OTHER)
    new = store(person("person/k-2", "TRẦN VĂN KHÔI", "b"), tenure("tenure/2", "person/k-2", articles="b"), OTHER)
    assert [(how, text) for how, _, text in found(compare(old, new))] == [
        ("changed", "name: Trần Văn Khôi → TRẦN VĂN KHÔI"),
        ("evidence", "Bí thư, Huyện ủy Cần Giờ; current"),
    ]


def test_a_name_alone_makes_no_two_people_one() -> None:
    old = store(person("person/k-1"), tenure("tenure/1", "person/k-1"), OTHER)
    moved = tenure("tenure/2", "person/k-2", body="binh-tan", articles="b")
    new = store(person("person/k-2", articles="b"), moved, OTHER)
    difference = compare(old, new)
    assert sorted((e.how, e.kind) for e in difference.entries) == [
        ("came", "Tenure"),
        ("came", "person"),
        ("went", "Tenure"),
        ("went", "person"),
    ]
    assert {e.about.iri for e in difference.entries} == {f"{BASE}person/k-1", f"{BASE}person/k-2"}


def namesakes(one: str, other: str, *, status: str = "current", articles: str = "a b") -> Store:
    """Two people of one name, secretary here and chairman there, under the given IRIs."""
    first, second = articles.split()
    return store(
        person(f"person/{one}", articles=first),
        tenure(f"tenure/{one}", f"person/{one}", articles=first, status=status),
        person(f"person/{other}", articles=second),
        tenure(f"tenure/{other}", f"person/{other}", "chu-tich", "binh-tan", second),
    )


def test_namesakes_are_told_apart_by_their_posts() -> None:
    old, new = namesakes("k-1", "k-2"), namesakes("k-4", "k-3", status="former", articles="d c")
    entries = [e for e in compare(old, new).entries if e.how != "evidence"]
    assert [(e.how, e.about.note, sentence(e)) for e in entries] == [
        ("changed", "Bí thư, Huyện ủy Cần Giờ", "Bí thư, Huyện ủy Cần Giờ; status: current → former")
    ]
    assert "  Trần Văn Khôi [Bí thư, Huyện ủy Cần Giờ]\n" in words(compare(old, new))


def test_one_of_two_namesakes_went() -> None:
    new = store(person("person/k-9", articles="b"), tenure("tenure/9", "person/k-9", "chu-tich", "binh-tan", "b"))
    difference = compare(namesakes("k-1", "k-2"), new)
    assert [(e.how, e.kind, e.about.iri) for e in difference.entries] == [
        ("went", "person", f"{BASE}person/k-1"),
        ("went", "Tenure", f"{BASE}person/k-1"),
    ]


@pytest.mark.parametrize(
    ("date", "articles", "how"),
    [
        ("2020", "b", ["came", "went"]),  # another election
        ("2020", "a", ["changed"]),  # the same article, corrected
        ("2015-08-12", "b", ["changed"]),  # the same date, more precise
    ],
)
def test_an_election_of_another_year_is_another_one(date: str, articles: str, how: list[str]) -> None:
    old = store(KHOI, election("change/1", "2015", "a"))
    new = store(KHOI, election("change/2", date, articles))
    entries = compare(old, new).entries
    assert sorted(entry.how for entry in entries) == how
    assert {entry.kind for entry in entries} == {"Election"}
    if how == ["changed"]:
        assert entries[0].changed == (iri("dcterms:date"),)


def test_edges_of_documents_come_go_and_change() -> None:
    d, e = document("document/d", "Kế hoạch số 12-KH/HU"), document("document/e", "Kế hoạch số 15-KH/HU")
    old = store(
        d, e, edge("document/d", "eli:passed_by", "body/can-gio"), edge("document/e", "eli:amends", "document/d")
    )
    new = store(
        d, e, edge("document/d", "eli:passed_by", "body/binh-tan"), edge("body/can-gio", "kgo:implements", "document/d")
    )
    assert found(compare(old, new)) == [
        ("came", "Huyện ủy Cần Giờ", "carries out: Kế hoạch số 12-KH/HU"),
        ("changed", "Kế hoạch số 12-KH/HU", "issued by: Huyện ủy Cần Giờ → Quận ủy Bình Tân"),
        ("went", "Kế hoạch số 15-KH/HU", "amends: Kế hoạch số 12-KH/HU"),
    ]


def test_documents_of_one_symbol_and_different_dates_are_two() -> None:
    def dated(node: str, date: str) -> str:
        return document(node, "Chỉ thị số 35-CT/TW") + f'<{node}> eli:date_document "{date}" .\n'

    old, new = dated("document/d-2019", "2019-05-30"), dated("document/d-2024", "2024-06-14")
    # The article names both, in the new graph.
    entries = compare(store(old, told("document/x", "b")), store(old, new, told("document/x", "b"))).entries
    assert [(e.how, e.about.iri) for e in entries] == [("came", f"{BASE}document/d-2024")]
    other = new.replace("article/a", "article/z").replace('"a"', '"z"')
    assert sorted(e.how for e in compare(store(old), store(other, told("document/x", "y"))).entries) == ["came", "went"]


def test_the_beginning_of_the_iris_is_no_fact() -> None:
    parts = (KHOI, tenure("tenure/1", "person/k-1"), edge("body/can-gio", "org:subOrganizationOf", "body/binh-tan"))
    assert compare(store(*parts), store(*parts, base="https://kg.example.vn/id/")).entries == ()


def patched(old: Store, turtle: str) -> Store:
    """The old graph without the triples that went and with those that came."""
    graph, delta = Graph().parse(data=old.ntriples(), format="nt"), Graph().parse(data=turtle, format="turtle")
    for how in ("prov:wasInvalidatedBy", "prov:wasGeneratedBy"):
        for node in delta.subjects(URIRef(iri(how)), None):
            s, p, o = (delta.value(node, part) for part in (RDF.subject, RDF.predicate, RDF.object))
            assert s and p and o  # noqa: PT018
            graph.remove((s, p, o)) if how == "prov:wasInvalidatedBy" else graph.add((s, p, o))
    return Store.memory(graph.serialize(format="nt").encode())


def test_turtle_has_all_that_makes_the_new_graph_of_the_old() -> None:
    d = document("document/d", "Kế hoạch số 12-KH/HU")
    old = store(KHOI, tenure("tenure/1", "person/k-1"), d, edge("document/d", "eli:passed_by", "body/can-gio"))
    more = '; schema:endDate "2021"^^xsd:gYear'
    new = store(
        KHOI,
        tenure("tenure/1", "person/k-1", status="former", more=more),
        election("change/1", "2020", "a"),
        d,
        edge("document/d", "eli:passed_by", "body/binh-tan"),
    )
    turtle = words(compare(old, new), "turtle")
    graph = Graph().parse(data=turtle, format="turtle")
    assert not [node for node in graph.all_nodes() if isinstance(node, BNode)]
    after = patched(old, turtle)
    for prop in ("kgo:status", "schema:endDate", "eli:passed_by", "dcterms:date"):
        query = f"SELECT ?s ?o {{ ?s {prop} ?o MINUS {{ ?s a kgo:Source }} }} ORDER BY ?s ?o"
        assert after.select(query) == new.select(query)
        assert after.select(query).rows
    revised = graph.value(predicate=RDF.object, object=Literal("former"))
    replaced = graph.value(predicate=RDF.object, object=Literal("current"))
    assert (revised, URIRef(iri("prov:wasRevisionOf")), replaced) in graph
    quoted = {str(text) for text in graph.objects(None, URIRef(iri("oa:exact")))}
    assert quoted == {"“a” 20", "“a” 40", "“a” 60"}


def test_json_has_values_and_quotes_of_both_sides() -> None:
    old = store(KHOI, tenure("tenure/1", "person/k-1"))
    new = store(KHOI, tenure("tenure/1", "person/k-1", status="former"))
    answer = json.loads(words(compare(old, new), "json"))
    assert answer["articles"] == {"old": 1, "new": 1}
    assert answer["counts"] == {"came": 0, "went": 0, "changed": 1, "evidence": 0}
    (entry,) = answer["entries"]
    assert (entry["how"], entry["about"]["label"], entry["changed"]) == ("changed", "Trần Văn Khôi", ["status"])
    assert (entry["old"]["values"]["status"], entry["new"]["values"]["status"]) == (["current"], ["former"])
    assert entry["new"]["values"]["organization"] == [{"iri": f"{BASE}body/can-gio", "label": "Huyện ủy Cần Giờ"}]
    assert entry["new"]["quotes"] == [
        {
            "article": f"{BASE}article/a", "start": 20, "end": 29, "text": "“a” 20",
            "iri": f"{BASE}article/a#char=20,29", "date": "2020-08-12",
        }
    ]  # fmt: skip


def test_no_other_form() -> None:
    with pytest.raises(InputError, match="choose words, json, turtle"):
        words(Difference("", {}, {}, ()), "xml")


FIRST = "Ông Trần Văn Khôi là Bí thư Huyện ủy Cần Giờ. Huyện ủy ban hành Kế hoạch số 12-KH/HU.\n"
SECOND = "Ông Trần Văn Khôi, nguyên Bí thư Huyện ủy Cần Giờ, dự. Huyện ủy ban hành Kế hoạch số 15-KH/HU.\n"


@pytest.fixture
def versions(tmp_path: Path) -> Path:
    """A folder with two versions of an article, as texts and as JSON Lines, and a build of each."""
    for n, text in enumerate((FIRST, SECOND)):
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
        row = {"id": "tin", "text": text}
        (tmp_path / f"{n}.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
        kg.build([tmp_path / f"{n}.jsonl"]).save(tmp_path / f"out{n}", check=False)
    (tmp_path / "bad.jsonl").write_text(json.dumps({"id": "tin", "text": FIRST}) + "\n{\n", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    return tmp_path


def run(folder: Path, *argv: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "kg", "diff", *argv]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", env=env, check=False)


def test_two_versions_of_an_article_and_two_builds(versions: Path) -> None:
    done = run(versions, "out0", "out1")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert "  ~ Bí thư, Huyện ủy Cần Giờ; status: current → former" in lines
    assert "      - “Ông Trần Văn Khôi là Bí thư Huyện ủy Cần Giờ” (tin, 0-44)" in lines
    assert "- Kế hoạch số 12-KH/HU: Plan" in lines
    assert "+ Kế hoạch số 15-KH/HU: Plan" in lines
    assert run(versions, "0.jsonl", "1.jsonl").stdout == done.stdout
    # Under two names the texts are two versions of one article all the same.
    texts = run(versions, "0.txt", "1.txt").stdout
    assert texts.replace("(0, ", "(tin, ").replace("(1, ", "(tin, ") == done.stdout
    for form in ("words", "json", "turtle"):
        one, other = (run(versions, "out0", "out1", "-f", form, seed=seed) for seed in "12")
        assert one.returncode == 0
        assert one.stdout == other.stdout
        assert len(one.stdout) > 500


def test_what_could_not_be_read_is_told(versions: Path) -> None:
    done = run(versions, "0.jsonl", "bad.jsonl")
    assert done.returncode == 1
    assert done.stdout == "No fact differs (articles: 1 before, 1 after).\n"
    assert done.stderr.startswith("kg: bad.jsonl: 1 not read, first bad.jsonl: no JSON")


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ("out0", "Missing argument"),
        ("out0 nothing", "no such file or folder: nothing"),
        ("nothing out0", "no such file or folder: nothing"),
        ("out0 empty", "no store at empty/store: run `kg build INPUT --out DIR`"),
        ("out0 1.txt", "out0 and 1.txt are a folder and a file: give two folders"),
        ("1.txt out0", "1.txt and out0 are a folder and a file"),
        ("out0 out1 -f xml", 'no format "xml": choose words, json, turtle'),
        ("out0 out1 more", "unexpected extra argument"),
    ],
)
def test_wrong_use(versions: Path, argv: str, message: str) -> None:
    done = run(versions, *argv.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert message in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
