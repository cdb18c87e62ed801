"""The graph page as text: what stands in it, that nothing in it can do harm, that it is the same on a rebuild."""

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest

from kg.errors import InputError
from kg.graph.store import Store
from kg.graph.vocabulary import BASE, iri
from kg.views.find import find
from kg.views.layout import positions
from kg.views.network import island
from kg.views.page import render
from kg.views.reader import read
from tests.conftest import ROOT
from tests.sample import nquads

HOSTILE = '</script><img src=x onerror="window.hurt=1">&\u2028'


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag in self.raw:
            self.raw[tag].append("")

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] in self.raw:
            self.raw[self.found[-1][0]][-1] += data


def hostile() -> bytes:
    """The sample in which a person's name and a quote try to break out of the page."""
    literal = json.dumps(HOSTILE)
    return (
        nquads()
        .replace('"Trần Minh Khang"'.encode(), literal.encode())
        .replace('"Bí thư Quận ủy Bình Tân Trần Minh Khang"'.encode(), literal.encode())
    )


def data_of(page: str) -> dict[str, list[dict[str, object]]]:
    loaded: dict[str, list[dict[str, object]]] = json.loads(Elements(page).raw["script"][0])
    return loaded


@pytest.fixture(scope="module")
def page() -> str:
    return render(Store.memory(nquads()))


def test_people_bodies_documents_places_and_events_are_the_nodes() -> None:
    scene = read(Store.memory(nquads()))
    kinds = {node.type for node in scene.nodes}
    assert kinds == {"person", "party", "state", "document", "locality", "event"}
    assert not [node for node in scene.nodes if "/tenure/" in node.iri or "/role/" in node.iri or "#char=" in node.iri]


def test_a_tenure_is_an_arrow_from_the_person_to_the_body_with_its_quotes() -> None:
    scene = read(Store.memory(nquads()))
    [fact] = [f for f in scene.facts if f.relation == "Tenure" and f.role == "Bí thư"]
    assert scene.nodes[fact.source].label == "Trần Minh Khang"
    assert scene.nodes[fact.target].label == "Quận ủy Bình Tân"
    assert (fact.status, fact.rule, fact.confidence) == ("current", "tenure.elected", 1.0)
    assert [scene.quotes[q].exact for q in fact.quotes] == [
        "Bí thư Quận ủy Bình Tân Trần Minh Khang",
        "Đại hội đã bầu đồng chí Trần Minh Khang giữ chức Bí thư Quận ủy Bình Tân.",
    ]
    assert (fact.source, fact.target) in scene.edges()


def test_a_plain_edge_carries_the_quotes_of_its_statement() -> None:
    scene = read(Store.memory(nquads()))
    [fact] = [f for f in scene.facts if f.relation == "passed_by" and scene.nodes[f.target].label == "Bộ Chính trị"]
    assert {scene.quotes[q].exact for q in fact.quotes} == {
        "Chỉ thị số 35-CT/TW ngày 30/5/2019 của Bộ Chính trị",
        "Chỉ thị số 35-CT/TW của Bộ Chính trị",
    }
    assert fact.rule == "issuance.of_body"


def test_namesakes_are_told_apart_by_a_note() -> None:
    scene = read(Store.memory(nquads()))
    notes = {node.iri.removeprefix(BASE): node.note for node in scene.nodes}
    assert notes["person/tran-minh-khang"] == "Bí thư, Quận ủy Bình Tân"
    assert notes["person/pham-quoc-dung"] == "nguyên Trưởng Công an, Công an quận Bình Tân"
    assert notes["locality/thanh-pho-ho-chi-minh"] != notes["locality/thanh-pho-ho-chi-minh-2025"]


def test_every_quote_stands_in_the_page_verbatim(page: str) -> None:
    table = Store.memory(nquads()).select("SELECT ?exact WHERE { ?q a kgo:Quote ; oa:exact ?exact }")
    assert {row[0].value for row in table.rows if row[0]} == {quote[3] for quote in data_of(page)["quotes"]}  # type: ignore[index]


def test_a_hostile_text_stays_a_text() -> None:
    page = render(Store.memory(hostile()))
    assert HOSTILE in {node["label"] for node in data_of(page)["nodes"]}
    elements = Elements(page)
    assert not [attributes for tag, attributes in elements.found if tag == "img"]
    assert not [a for _, attributes in elements.found for a in attributes if a.startswith("on")]
    assert len(elements.raw["script"]) == 3  # data, vis-network, the page's own
    assert "onerror" not in re.sub(r'<script type="application/json".*?</script>', "", page.split("vis-network")[0])
    assert "\u2028" not in page


def test_island_escapes_what_ends_a_script() -> None:
    text = str(island({"label": "</script>&\u2028\u2029"}))
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {"label": "</script>&\u2028\u2029"}


def test_nothing_is_loaded_from_elsewhere(page: str) -> None:
    for tag, attributes in Elements(page).found:
        assert tag not in {"link", "iframe", "object", "embed", "base"}
        assert not {"src", "srcset", "href", "style"} & set(attributes)


def test_the_policy_allows_these_scripts_and_this_style_only(page: str) -> None:
    [policy] = [
        str(a["content"]) for tag, a in Elements(page).found if a.get("http-equiv") == "Content-Security-Policy"
    ]
    directives = dict(part.split(" ", 1) for part in policy.split("; "))
    assert directives["default-src"] == "'none'"
    assert re.fullmatch(r"'sha256-\S+' 'sha256-\S+'", directives["script-src"])
    assert re.fullmatch(r"'sha256-\S+'", directives["style-src"])
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_same_graph_gives_the_same_bytes() -> None:
    code = "import sys; from kg.graph.store import Store; from kg.views.page import render; from tests import sample; "
    code += "sys.stdout.buffer.write(render(Store.memory(sample.nquads())).encode())"

    def built(seed: str) -> bytes:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True
        ).stdout

    assert built("1") == built("2")


def test_a_focus_is_found_without_diacritics() -> None:
    scene = read(Store.memory(nquads()))

    def labels(name: str) -> list[str]:
        return [scene.nodes[n].label for n in find(scene, name)]

    assert labels("tran minh khang") == ["Trần Minh Khang"]
    assert labels("binh tan") == ["quận Bình Tân"]
    assert labels("Quận uỷ Bình Tân") == ["Quận ủy Bình Tân"]
    assert labels("thành phố Hồ Chí Minh") == ["thành phố Hồ Chí Minh"] * 2
    assert labels(f"{BASE}person/le-thi-ngoc-ha") == ["Lê Thị Ngọc Hà"]


@pytest.mark.parametrize("name", ["Trần Minh Khanh", "tran minh khank"])
def test_an_unknown_focus_names_the_nearest(name: str) -> None:
    with pytest.raises(InputError, match=r"nothing in the graph is called .*nearest names: Trần Minh Khang"):
        render(Store.memory(nquads()), focus=name)


@pytest.mark.parametrize("name", ["", "  ", "zzzz"])
def test_a_focus_without_a_near_name_is_an_error_too(name: str) -> None:
    with pytest.raises(InputError, match="nothing in the graph is called"):
        render(Store.memory(nquads()), focus=name)


def test_a_text_that_is_not_the_article_is_refused() -> None:
    with pytest.raises(InputError, match="is not the text that was read"):
        render(Store.memory(nquads()), texts={f"{BASE}article/binh-tan-dai-hoi": "một bài khác"})


def test_an_empty_graph_gives_a_page() -> None:
    assert data_of(render(Store.memory(b"")))["nodes"] == []


def test_a_fact_without_a_body_is_told_of_the_person() -> None:
    tenure = f"<{BASE}tenure/khang-bi-thu> <{iri('org:organization')}>".encode()
    lines = [line for line in nquads().splitlines() if not line.startswith(tenure)]
    scene = read(Store.memory(b"\n".join(lines)))
    [fact] = [f for f in scene.facts if f.relation == "Tenure" and f.role == "Bí thư"]
    assert (scene.nodes[fact.source].label, fact.target) == ("Trần Minh Khang", -1)


def test_no_two_nodes_stand_on_one_spot() -> None:
    star = [(0, n) for n in range(1, 60)]
    chain = [(n, n + 1) for n in range(60, 90)]
    places = positions(100, [*star, *chain])
    assert len(set(places)) == 100
    assert places == positions(100, [*star, *chain])
