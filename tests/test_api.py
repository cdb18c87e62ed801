"""The Python API: build, ask, export, save, open again; every error is one of ours."""

from pathlib import Path

import pytest
import rdflib
from rdflib.compare import isomorphic

import kg
from kg.api import checked_base
from kg.errors import InputError, KgError, QueryError, ShapeError
from kg.graph.validate import Violation
from tests.conftest import SEEDS

ARTICLE = "Ông Trần Văn Khôi là Bí thư Huyện ủy Cần Giờ. Huyện ủy ban hành Kế hoạch số 12-KH/HU."


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("articles") / "can-gio.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def graph(article: Path) -> kg.Graph:
    return kg.build([article])


def test_the_package_offers_a_handful_of_verbs() -> None:
    assert kg.__all__ == ["Graph", "build", "open_graph"]
    for name in kg.__all__:
        assert getattr(kg, name).__module__ == "kg.api"


def test_inputs_may_be_one_path_or_several(article: Path, graph: kg.Graph) -> None:
    for inputs in (article, str(article), [str(article)], (article.parent,), article.parent):
        assert kg.build(inputs).to_turtle() == graph.to_turtle()


def test_what_was_found_and_what_went_wrong(tmp_path: Path, article: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\xff")
    built = kg.build([article, tmp_path], jobs=2)
    assert built.counts["Person"] == built.counts["Tenure"] == built.counts["Plan"] == 1
    assert [issue.what for issue in built.issues] == ["no UTF-8 at byte 0"]


def test_query_gives_rows_of_plain_text(graph: kg.Graph) -> None:
    people = "SELECT ?name ?rank WHERE { ?p a kgo:Person ; skos:prefLabel ?name OPTIONAL { ?p kgo:rank ?rank } }"
    assert graph.query(people) == [{"name": "Trần Văn Khôi"}]
    assert graph.query("SELECT ?x WHERE { ?x a kgo:Hamlet }") == []


@pytest.mark.parametrize("query", ["SELECT ?x", "ASK { ?s ?p ?o }", "DESCRIBE <http://a.example/>", "DROP ALL", ""])
def test_query_takes_a_valid_select_only(graph: kg.Graph, query: str) -> None:
    with pytest.raises(QueryError) as error:
        graph.query(query)
    assert "\n" not in str(error.value)


def test_ask_answers_a_named_question(graph: kg.Graph) -> None:
    (row,) = graph.ask("holders", {"role": "bi thu", "body": "Huyện ủy Cần Giờ"})
    assert (row["person"], row["status"]) == ("Trần Văn Khôi", "current")
    start, end = map(int, row["source"].rpartition("=")[2].split(","))
    assert ARTICLE[start:end] == row["quote"]
    assert len(graph.ask("holders")) == 1


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("nothing", {}),
        ("holders", {"nothing": "x"}),
        ("holders", {"body": "Nowhere"}),
        ("person-roles", {}),
        ("-", {}),
        ("", {}),
    ],
)
def test_ask_refuses_what_it_does_not_know(graph: kg.Graph, name: str, params: dict[str, str]) -> None:
    with pytest.raises(QueryError):
        graph.ask(name, params)


def test_ask_refuses_a_question_that_gives_no_rows(graph: kg.Graph, tmp_path: Path) -> None:
    (tmp_path / "any.rq").write_text("ASK { ?s ?p ?o }", encoding="utf-8")
    with pytest.raises(QueryError, match="gives no rows"):
        graph.ask(str(tmp_path / "any.rq"))


def test_exports_are_the_same_graph(graph: kg.Graph) -> None:
    exported = graph.to_rdflib()
    assert len(exported) == len(graph) > 30
    assert isomorphic(exported, rdflib.Graph().parse(data=graph.to_turtle(), format="turtle"))
    assert graph.to_turtle().startswith("@prefix ")


def test_saved_and_opened_again(graph: kg.Graph, tmp_path: Path) -> None:
    report = graph.save(tmp_path / "out")
    assert report["articles"] == 1
    again = kg.open_graph(str(tmp_path / "out"))
    assert again.to_turtle() == graph.to_turtle()
    assert again.ask("holders") == graph.ask("holders")
    assert (again.counts, again.issues, len(again)) == ({}, (), len(graph))
    with pytest.raises(InputError, match="saved already"):
        again.save(tmp_path / "copy")


def test_the_file_and_the_store_say_the_same(graph: kg.Graph, tmp_path: Path) -> None:
    graph.save(tmp_path)
    assert (tmp_path / "graph.ttl").read_text(encoding="utf-8") == graph.to_turtle()


def test_saving_looks_at_the_shapes_unless_told_not_to(
    graph: kg.Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.output.validate", lambda _: (Violation("shape", "focus", "", "", "Wrong."),))
    assert graph.save(tmp_path, check=False)["violations"] == 0
    with pytest.raises(ShapeError):
        graph.save(tmp_path)
    assert graph.save(tmp_path, check=False)["violations"] == 0


def test_a_graph_with_its_own_base_keeps_the_articles_on_its_page(article: Path, tmp_path: Path) -> None:
    own = kg.build(article, base_iri="https://kg.example.vn/x/")
    own.save(tmp_path)
    assert "<https://kg.example.vn/x/article/can-gio>" in own.to_turtle()
    assert f'"text":"{ARTICLE}"' in (tmp_path / "graph.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "base", ["", "kg", "ftp://a/", "http://a", "http://a/#", "http://a/?b/", "http:///", "http://a/<b>/"]
)
def test_a_base_that_begins_no_iri_is_refused(article: Path, base: str) -> None:
    with pytest.raises(InputError, match="ends in /"):
        kg.build(article, base_iri=base)


@pytest.mark.parametrize("base", ["http://a/", "https://dữ-liệu.example:8080/id/v1.0/"])
def test_a_base_of_any_depth_is_taken(base: str) -> None:
    assert checked_base(base) == base


def test_what_is_not_there_is_said_so(tmp_path: Path) -> None:
    for call, argument in ((kg.open_graph, tmp_path), (kg.build, tmp_path), (kg.build, tmp_path / "no")):
        with pytest.raises(KgError, match=str(tmp_path)) as error:
            call(argument)
        assert error.value.exit_code == 2


def test_the_example_of_the_read_me() -> None:
    seeds = kg.build([SEEDS])
    rows = seeds.ask("holders", {"role": "Bí thư", "body": "Quận ủy Bình Tân"})
    assert [row["person"] for row in rows] == ["Lê Văn Thinh"]
