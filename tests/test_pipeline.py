"""The whole way: the same bytes whatever the order, process or locale; quotes where they stand; one fact once."""

import json
import os
import random
import subprocess
import sys
import unicodedata
from collections.abc import Iterable
from itertools import permutations
from pathlib import Path

import pytest
from rdflib import RDF, BNode, Graph, URIRef

from kg import pipeline
from kg.documents.text import document
from kg.entities.merge import merge
from kg.graph.dataset import dataset, stated
from kg.graph.store import Store
from kg.graph.validate import validate
from kg.graph.vocabulary import BASE, iri
from kg.model import Document, Judgement, Reading
from kg.pipeline import CHUNK, build, explain, read_article
from kg.text.fold import slug
from tests.conftest import SEEDS

# Nobody of these exists; the places do.
NAMES = [f"{s} {m} {g}" for s in ("Đinh", "Lục", "Tạ", "Mạc") for m in ("Sáu", "Thị Tư") for g in ("Bảy", "Khế", "Ổi")]
PLACES = ("Cần Giờ", "Củ Chi", "Nhà Bè", "Hóc Môn", "Bình Chánh")
SMALL = """Đại hội Đảng bộ huyện Cần Giờ đã hoà chung không khí thi đua.

Bí thư Huyện uỷ Cần Giờ Lục Thị Tư Khế cho biết Ban Thường vụ Huyện uỷ ban hành Kế hoạch số 27-KH/HU và đào tạo cán

Bà Lục Thị Tư Khế trao quà. Ảnh: MINH TÂM

bộ; “Uỷ ban nhân dân huyện” triển khai Chỉ thị số 35-CT/TW của Bộ Chính trị.
Ông Tạ Sáu Bảy là Chủ tịch Uỷ ban nhân dân huyện.
"""


def articles(count: int) -> list[Document]:
    """Articles in which people, bodies and documents come again, some with dates that disagree on who is in office."""
    chance = random.Random(7)  # noqa: S311
    made = []
    for n in range(count):
        place, one, other = chance.choice(PLACES), *chance.sample(NAMES, 2)
        role = chance.choice(["Bí thư", "nguyên Bí thư"])
        text = (
            f"Ngày {n % 28 + 1}/{n % 12 + 1}/2020, ông {one}, {role} Huyện ủy {place}, chủ trì hội nghị.\n"
            f"UBND huyện {place} ban hành Kế hoạch số {n % 9 + 1}/KH-UBND thực hiện Chỉ thị số 35-CT/TW của Đảng.\n"
            f"Bà {other} được bầu giữ chức Phó Chủ tịch Ủy ban nhân dân huyện {place}."
        )
        made.append(document(f"báo-{n}", text, "", title=f"Tin {n}", date=f"2020-{n % 12 + 1:02}-{n % 28 + 1:02}"))
    return made


def lines(documents: Iterable[Document]) -> str:
    fields = ("id", "title", "text", "date")
    return "".join(json.dumps({f: getattr(d, f) for f in fields}, ensure_ascii=False) + "\n" for d in documents)


def graph_of(*texts: str | Document) -> pipeline.Built:
    """A build of articles a, b, c … in memory."""
    documents = [t if isinstance(t, Document) else document(chr(97 + n), t, "") for n, t in enumerate(texts)]
    readings = tuple(merge([read_article(d) for d in documents]))
    return pipeline.Built(readings, dataset(map(stated, readings)))


def said(reading: Reading) -> tuple[set[tuple[str, str]], set[tuple[str, ...]]]:
    """What an article says, without the spelling it says it in."""
    facts = {(s.kind, *(f"{k}={slug(v)}" for k, v in sorted(s.slots.items()))) for s in reading.statements}
    return {(e.kind, e.key) for e in reading.entities}, facts


def quotes(ntriples: bytes) -> list[tuple[str, int, int, str]]:
    """Article, start, end and words of every quote, as another engine reads them."""
    graph = Graph().parse(data=ntriples, format="nt")
    found = []
    for quote in graph.subjects(RDF.type, URIRef(iri("kgo:Quote"))):
        start, end, exact, source = (
            str(graph.value(quote, URIRef(iri(p)))) for p in ("oa:start", "oa:end", "oa:exact", "prov:wasQuotedFrom")
        )
        assert str(quote) == f"{source}#char={start},{end}"
        found.append((source.removeprefix(f"{BASE}article/"), int(start), int(end), exact))
    return found


# --- The same bytes


def test_the_same_articles_give_the_same_bytes(tmp_path: Path) -> None:
    documents = articles(CHUNK + 20)
    expected = graph_of(*documents)
    store = Store.memory(expected.dataset.nquads)
    assert store.ask("ASK { ?x a kgo:Election } ")
    assert store.ask('ASK { ?x kgo:status "former" }')
    settings = [("0", "C", "1"), ("1", "C.UTF-8", "2"), ("2", "C", "2")]
    for seed, locale, jobs in settings:
        random.Random(seed).shuffle(documents)  # noqa: S311
        halves = [tmp_path / f"{name}{seed}.jsonl" for name in ("z", "a")]
        for half, part in zip(halves, (documents[:30], documents[30:]), strict=True):
            half.write_text(lines(part), encoding="utf-8")
        out = tmp_path / seed
        subprocess.run(
            [sys.executable, "-m", "kg", "build", *halves, "--out", out, "--jobs", jobs, "--no-check"],
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale},
            check=True,
            capture_output=True,
        )
        assert (out / "graph.nq").read_bytes() == expected.dataset.nquads
        turtle = (out / "graph.ttl").read_bytes()
        assert turtle == (tmp_path / settings[0][0] / "graph.ttl").read_bytes()


def test_the_graph_is_a_function_of_the_set_of_articles() -> None:
    documents = articles(4)
    assert len({graph_of(*some).dataset.nquads for some in permutations(documents)}) == 1


def test_the_order_of_the_seeds_is_nothing() -> None:
    files = sorted(SEEDS.glob("*.txt"))
    assert build(files).dataset == build(files[::-1]).dataset == build([SEEDS]).dataset


# --- Quotes


def test_every_quote_of_the_seeds_stands_in_its_source(seeds_built: Path) -> None:
    triples = Store.open(seeds_built / "store").ntriples()
    sources = {slug(path.stem): path.read_bytes().decode() for path in SEEDS.glob("*.txt")}
    found = quotes(triples)
    assert {article for article, *_ in found} == set(sources)
    assert len(found) > 100
    for article, start, end, exact in found:
        assert sources[article][start:end] == exact != ""


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_quote_stands_in_its_source_whatever_the_bytes(tmp_path: Path, form: str, end: str, mark: str) -> None:
    text = mark + unicodedata.normalize(form, SMALL).replace("\n", end)  # type: ignore[arg-type]
    (tmp_path / "plain.txt").write_bytes(text.encode())
    (tmp_path / "rows.jsonl").write_text(lines([document("row", text, "")]), encoding="utf-8")
    built = build([tmp_path])
    found = quotes(built.dataset.ntriples)
    assert {article for article, *_ in found} == {"plain", "row"}
    assert all(text[start:end] == exact != "" for _, start, end, exact in found)
    expected = said(read_article(document("plain", SMALL, "")))
    assert said(read_article(next(r.document for r in built.readings if r.document.id == "plain"))) == expected


def test_spelling_changes_no_entity_and_no_statement() -> None:
    modern = SMALL.replace("uỷ", "ủy").replace("Uỷ", "Ủy").replace("hoà", "hòa")
    assert modern != SMALL
    expected = said(read_article(document("a", SMALL, "")))
    kinds = {kind for kind, _ in expected[0]} | {fact[0] for fact in expected[1]}
    assert kinds >= {"Person", "PartyBody", "StateBody", "District", "Plan", "Directive", "Tenure", "passed_by"}
    for text in (modern, unicodedata.normalize("NFD", SMALL), unicodedata.normalize("NFD", modern)):
        assert said(read_article(document("a", text, ""))) == expected


# --- One fact once


def test_a_fact_in_two_articles_stands_once_in_the_default_graph(tmp_path: Path) -> None:
    fact = "Bà Lục Thị Tư Khế là Bí thư Huyện ủy Cần Giờ."
    built = graph_of(f"{fact} Trời nắng.", f"Tin tức. {fact}")
    Store.create(tmp_path / "store", built.dataset.nquads)
    for store in (Store.memory(built.dataset.nquads), Store.open(tmp_path / "store")):
        (row,) = store.select("SELECT (COUNT(*) AS ?n) (SAMPLE(?t) AS ?one) WHERE { ?t a kgo:Tenure }").dicts()
        assert row["n"] == "1"
        assert len(store.select(f"SELECT ?p WHERE {{ <{row['one']}> org:member ?p }}").rows) == 1
        graphs = store.select(f"SELECT ?g WHERE {{ GRAPH ?g {{ <{row['one']}> org:member ?p }} }} ORDER BY ?g").dicts()
        assert [g["g"] for g in graphs] == [f"{BASE}graph/a", f"{BASE}graph/b"]
        quoted = store.select(f"SELECT ?q WHERE {{ <{row['one']}> kgo:evidence ?q }} ORDER BY ?q").dicts()
        assert [q["q"].rpartition("#")[0] for q in quoted] == [f"{BASE}article/a", f"{BASE}article/b"]
    assert built.counts["Tenure"] == 1
    default = built.dataset.ntriples.splitlines()
    assert len(default) == len(set(default))
    assert set(default) <= set(built.dataset.nquads.splitlines())


def test_there_are_no_blank_nodes(seeds_built: Path) -> None:
    assert not [
        term for triple in Graph().parse(seeds_built / "graph.ttl") for term in triple if isinstance(term, BNode)
    ]
    blank = "?s ?p ?o FILTER(ISBLANK(?s) || ISBLANK(?o))"
    assert not Store.open(seeds_built / "store").ask(f"ASK {{ {{ {blank} }} UNION {{ GRAPH ?g {{ {blank} }} }} }}")


# --- Who is who


def people(built: pipeline.Built) -> list[str]:
    """The person of each article that has exactly one."""
    found = [[e.key for e in reading.entities if e.kind == "Person"] for reading in built.readings]
    return [key for (key,) in found]


def test_namesakes_are_one_only_with_a_body_in_common() -> None:
    cần_giờ = "Ông Tạ Sáu Bảy là Bí thư Huyện ủy Cần Giờ."
    vĩnh_bảo = "Ông Tạ Sáu Bảy là Bí thư Huyện ủy Vĩnh Bảo."
    oldest = document("a", cần_giờ, "", date="2019-05-04")
    nothing = "Ông Tạ Sáu Bảy phát biểu."
    again = "Đồng chí Tạ Sáu Bảy, nguyên Phó Bí thư Huyện ủy Cần Giờ, đến dự."
    one, other, unknown, same = people(graph_of(oldest, vĩnh_bảo, nothing, again))
    assert one == same
    assert len({one, other, unknown}) == 3
    # Somebody in both bodies ties the two together.
    assert len(set(people(graph_of(cần_giờ, vĩnh_bảo, f"{cần_giờ} {vĩnh_bảo}")))) == 1
    # The oldest article names the person, alone or with others.
    assert people(graph_of(oldest)) == [one]


def test_people_of_different_names_in_one_body_stay_apart() -> None:
    one, other = people(graph_of("Bí thư Huyện ủy Cần Giờ Tạ Sáu Bảy họp.", "Bí thư Huyện ủy Cần Giờ Tạ Sáu Ổi họp."))
    assert one != other


def test_names_that_differ_by_a_mark_alone_are_two() -> None:
    hùng, hưng = "Bí thư Huyện ủy Cần Giờ Tạ Văn Hùng họp.", "Phó Bí thư Huyện ủy Cần Giờ Tạ Văn Hưng đến dự."
    for texts in ([hùng, hưng], [f"{hùng} {hưng}"]):
        assert graph_of(*texts).counts["Person"] == 2


# --- Without an article


def test_an_article_less_is_as_if_it_had_never_been_there() -> None:
    documents = articles(12)
    without = graph_of(*documents[1:]).dataset
    everything = graph_of(*documents).dataset
    assert graph_of(*documents[1:]).dataset == without != everything
    assert graph_of(*documents).dataset == everything


def test_what_only_one_article_states_goes_with_it() -> None:
    kept = document("kept", "Bà Lục Thị Tư Khế là Bí thư Huyện ủy Cần Giờ, thành phố Hồ Chí Minh.", "")
    gone = document("gone", "Ông Tạ Sáu Bảy là Bí thư Huyện ủy Củ Chi. Huyện ủy Cần Giờ gửi thư.", "")
    both, alone = graph_of(kept, gone).dataset, graph_of(kept).dataset
    graph = f"<{BASE}graph/kept> .".encode()
    own = [line for line in both.nquads.splitlines() if line.endswith(graph)]
    assert own == [line for line in alone.nquads.splitlines() if line.endswith(graph)]
    lost = set(both.ntriples.splitlines()) - set(alone.ntriples.splitlines())
    assert set(alone.ntriples.splitlines()) <= set(both.ntriples.splitlines())
    ends = (f"<{BASE}graph/gone> .".encode(), f"<{BASE}reference> .".encode())
    others = [line for line in both.nquads.splitlines() if line.endswith(ends)]
    assert lost <= {line.rpartition(b" <")[0] + b" ." for line in others}
    assert not any(b"kept" in line for line in lost)


# --- Articles that mean harm, or nothing


@pytest.mark.parametrize(
    "fields",
    [
        {"id": "reference"},
        {"id": "…"},
        {"id": 'a\nb \x1b[2J <>"' * 100},
        {"title": 'a"b\\\n\t\x01\u2028\ufffe', "publisher": " \x85\u200b"},
        {"url": 'http://đ.vn/a b?x[]=<>"{}|\\^`#é#'},
        {"text": "“" * 3000 + "\ufffe\uffff\x01\x1b😀" + SMALL.replace("Khế", 'Kh"ế\\')},
        {"text": SMALL.replace(" ", "\u00a0\u200b")},
        {"text": SMALL.upper()},
        {"text": "Đại hội lần thứ 99999999999999999999, nhiệm kỳ 9999 - 0001, ngày 99/99/9999, năm 0000. " + SMALL},
    ],
)
def test_strange_articles_make_a_sound_graph(tmp_path: Path, fields: dict[str, str]) -> None:
    row = {"id": "a", "text": SMALL, **fields}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    built = build([tmp_path])
    assert built.issues == ()
    assert validate(built.dataset.ntriples) == ()
    assert len(Store.memory(built.dataset.nquads)) == built.dataset.nquads.count(b"\n")
    for _, start, end, exact in quotes(built.dataset.ntriples):
        assert row["text"][start:end] == exact


def test_an_article_named_reference_keeps_its_own_graph() -> None:
    store = Store.memory(graph_of(document("reference", SMALL, "")).dataset.nquads)
    graphs = [
        {row["g"] for row in store.select(f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?x a {kind} }} }}").dicts()}
        for kind in ("kgo:Person", "kgo:District")
    ]
    assert not graphs[0] & graphs[1]


@pytest.mark.parametrize(
    "texts",
    [
        ["Chỉ thị số 34-CT/TW của Bộ Chính trị.", "Thực hiện Chỉ thị số 34/CT-TW của Bộ Chính trị."],
        ["Quận đoàn Bình Tân họp.", "Quân đoàn 4 diễn tập."],
        ["Bà Lục Thị Tư Khế là Phó Chủ tịch UBND huyện Cần Giờ nhiệm kỳ 2016-2012."],
    ],
)
def test_slips_of_articles_make_a_sound_graph(texts: list[str]) -> None:
    assert validate(graph_of(*texts).dataset.ntriples) == ()


@pytest.mark.parametrize("words", ["Chi bộ Đảng bộ ", "Ban Chấp hành ", "Đảng ủy ", "Công ty ", "xã Phú Hữu, "])
def test_one_bad_article_does_not_end_the_build(tmp_path: Path, words: str) -> None:
    documents = [document("bad", words * 2000, ""), document("good", SMALL, "")]
    (tmp_path / "a.jsonl").write_text(lines(documents), encoding="utf-8")
    assert build([tmp_path]).counts["Tenure"] == 2


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    built = graph_of("UBND huyện Cần Giờ ban hành Kế hoạch số 9/KH-UBND ngày 30-2-2020.")
    assert validate(built.dataset.ntriples) == ()


def test_all_names_begin_with_the_base() -> None:
    readings = [read_article(document("a", SMALL, ""))]
    base = "https://kg.example.vn/"
    made = dataset((stated(r, base) for r in readings), [Judgement("post/a", "person/b", "same")], base)
    assert BASE.encode() not in made.nquads


# --- The rest of the pipeline


def test_progress_is_told_article_by_article(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(articles(3)), encoding="utf-8")
    told: list[tuple[str, int, int]] = []
    built = build([tmp_path], progress=lambda *step: told.append(step))
    assert [step for step in told if step[0] == "reading articles"] == [("reading articles", n, 3) for n in (1, 2, 3)]
    assert [r.document.id for r in built.read] == [r.document.id for r in built.readings] == ["báo-0", "báo-1", "báo-2"]


def test_explaining_keeps_what_every_stage_made() -> None:
    seen = explain("Ông Tạ Sáu Bảy là Bí thư Huyện ủy Cần Giờ. Ông Sáu về.")
    assert [s.index for s in seen.sentences] == [0, 1]
    assert {type(m).__name__ for m in seen.mentions} >= {"PersonMention", "RoleMention"}
    assert [f.kind for f in seen.facts] == ["Tenure"]
    assert {s.kind for s in seen.reading.statements} >= {"Tenure", "jurisdiction"}
