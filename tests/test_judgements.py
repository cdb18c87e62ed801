"""What people judge has the last word: merges made and undone, facts put right, the same after any way to the build."""

import csv
import hashlib
import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import dossier, output
from kg.__main__ import main
from kg.graph.store import Store
from kg.judgements import judge
from kg.model import Document
from kg.text.keys import alias

TEXTS = {
    "khoi-2018": ("2018-03-01", "Ông Trần Văn Khôi, Bí thư Huyện ủy Cần Giờ, thăm nông dân xã Bình Khánh."),
    "khoi-2019": ("2019-03-01", "Sáng 28-2, ông Trần Văn Khôi, Bí thư Huyện ủy Cần Giờ, dự lễ ra quân."),
    "khoi-2020": ("2020-03-01", "Ông Trần Văn Khôi, Bí thư Huyện ủy Cần Giờ, chủ trì buổi tiếp dân."),
    "y-te": ("2018-05-02", "Ông Nguyễn Văn Thắng, Giám đốc Sở Y tế tỉnh Cà Mau, đi kiểm tra bệnh viện."),
    "dam-doi": ("2018-06-02", "Ông Nguyễn Văn Thắng, Chủ tịch UBND huyện Đầm Dơi, tỉnh Cà Mau, họp với các xã."),
    "cu-chi": ("2021-05-01", "Bà Đinh Thị Sáu Bảy, Chủ tịch UBND huyện Củ Chi, trao nhà tình nghĩa."),
    "cu-chi-sau": ("2021-06-01", "Bà Đinh Thị Sáu Mận, Phó Bí thư Huyện ủy Cần Giờ, trao học bổng."),
    "tra-cu-1950": ("2011-01-05", "Ông Kim Sa Phát (sinh năm 1950), Bí thư Huyện ủy Trà Cú, thăm chùa."),
    "tra-cu-1960": ("2012-01-05", "Ông Kim Sa Phát (sinh năm 1960), Chủ tịch UBND huyện Cần Giuộc, trồng cây."),
    "tra-cu-sau": ("2013-01-05", "Ông Kim Sa Phát (sinh năm 1960), Chủ tịch UBND huyện Cần Giuộc, thăm chợ."),
    "bau": ("2015-08-10", "Ông Lục Tư Khế, Bí thư Huyện ủy Nhà Bè, được bầu làm Bí thư Huyện ủy Nhà Bè."),
    "ke-hoach": ("2019-04-01", "Huyện ủy Cần Giờ ban hành Kế hoạch số 12-KH/HU ngày 4-3-2019 về cải cách hành chính."),
    "ct-2019": ("2019-07-05", "Các xã học Chỉ thị số 35-CT/TW ngày 30-5-2019 của Bộ Chính trị về đại hội đảng bộ."),
    "ct-2019-tinh": ("2019-08-05", "Các phường học Chỉ thị số 35-CT/TW ngày 30-5-2019 của Bộ Chính trị về đại hội."),
    "ct-2024": ("2024-07-05", "Các xã học Chỉ thị số 35-CT/TW ngày 14-6-2024 của Bộ Chính trị về đại hội đảng bộ."),
    "ct-khong-ngay": ("2025-01-05", "Các xã học Chỉ thị số 35-CT/TW của Bộ Chính trị."),
    "ct-2020": ("2020-01-05", "Các phường học Chỉ thị số 35-CT/TW của Bộ Chính trị."),
}
DOCUMENTS = [
    Document(id_, text, title=id_, date=date, origin=f"{id_}.txt", sha256=hashlib.sha256(text.encode()).hexdigest())
    for id_, (date, text) in TEXTS.items()
]
KHOI = {year: alias("person/trần-văn-khôi", f"khoi-{year}") for year in (2018, 2019, 2020)}
THANG = (alias("person/nguyễn-văn-thắng", "y-te"), alias("person/nguyễn-văn-thắng", "dam-doi"))
BAY, MAN = alias("person/đinh-thị-sáu-bảy", "cu-chi"), alias("person/đinh-thị-sáu-mận", "cu-chi-sau")
OLD, YOUNG = alias("person/kim-sa-phát", "tra-cu-1950"), alias("person/kim-sa-phát", "tra-cu-1960")
KHE = alias("person/lục-tư-khế", "bau")
UNDATED = "document/chỉ-thị-35-ct-tw"
CT = {year: f"{UNDATED}-{term}" for year, term in ((2019, "khóa-xii"), (2024, "khóa-xiii"))}
FILES = ("graph.nq", "graph.ttl", "issues.jsonl", "report.json")

Apply = Callable[..., Store]


@pytest.fixture(scope="module")
def unjudged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("unjudged") / "out"
    output.update(out, output.Order(DOCUMENTS, judgements=()))
    return out


@pytest.fixture
def out(unjudged: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(unjudged, tmp_path / "out"))


@pytest.fixture
def apply(unjudged: Path, out: Path, tmp_path: Path) -> Apply:
    """Apply judgements to the build that is there, and look that a build from scratch gives the same, and back."""

    def call(*rows: tuple[str, ...], check: bool = True) -> Store:
        judgements = [judge(*row) for row in rows]
        output.update(out, output.Order(judgements=judgements), output.Settings(check=check))
        scratch = tmp_path / "scratch"
        output.update(scratch, output.Order(DOCUMENTS[::-1], judgements=judgements), output.Settings(check=check))
        assert content(out) == content(scratch)
        late = tmp_path / "late"
        output.update(late, output.Order(DOCUMENTS[:5], judgements=judgements), output.Settings(check=False))
        output.update(late, output.Order(DOCUMENTS), output.Settings(check=check))
        assert content(late) == content(scratch)
        output.update(scratch, output.Order(judgements=()), output.Settings(check=True))
        assert content(scratch) == content(unjudged)
        return Store.open(out / "store")

    return call


def content(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in FILES}


def people(store: Store) -> dict[str, set[str]]:
    """Label → articles, of each person; the key is the end of the IRI."""
    rows = store.select("SELECT ?p ?a { ?p a kgo:Person ; kgo:mention/prov:wasQuotedFrom ?a }").dicts()
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["p"].partition("/id/")[2], set()).add(row["a"].rpartition("/")[2])
    return found


def together(store: Store, *articles: str) -> bool:
    return any(set(articles) <= named for named in people(store).values())


def tenures(store: Store, person: str) -> set[tuple[str, str, str]]:
    query = "SELECT ?role ?body ?status { ?t a kgo:Tenure ; kgo:status ?status ; org:role/skos:prefLabel ?role ; "
    query += f"org:organization/skos:prefLabel ?body ; org:member/skos:prefLabel '{person}'@vi }}"
    return {(r["role"], r["body"], r["status"]) for r in store.select(query).dicts()}


def mentioned(store: Store, article: str) -> set[str]:
    """The documents that an article mentions."""
    query = f"SELECT ?d {{ GRAPH <https://kg.example.org/id/graph/{article}> {{ ?d a kgo:OfficialDocument }} }}"
    return {row["d"].partition("/id/")[2] for row in store.select(query).dicts()}


def issues(out: Path) -> list[str]:
    lines = (out / "issues.jsonl").read_text(encoding="utf-8").splitlines()
    return [row["what"] for row in map(json.loads, lines) if row["where"] == "judgements.csv"]


# --- People


def test_without_judgements(unjudged: Path) -> None:
    store = Store.open(unjudged / "store")
    assert together(store, "khoi-2018", "khoi-2019", "khoi-2020")
    assert not together(store, "y-te", "dam-doi")
    assert not together(store, "cu-chi", "cu-chi-sau")
    assert tenures(store, "Lục Tư Khế") == {("Bí thư", "Huyện ủy Nhà Bè", "incoming")}
    assert store.ask("ASK { ?e a kgo:Election }")
    assert issues(unjudged) == []


def test_a_merge_is_undone(apply: Apply) -> None:
    store = apply((KHOI[2018], KHOI[2020], "different"))
    assert not together(store, "khoi-2018", "khoi-2020")
    assert together(store, "khoi-2018", "khoi-2019")


def test_a_merge_is_forced(apply: Apply) -> None:
    assert together(apply((*THANG, "same")), "y-te", "dam-doi")


def test_people_of_different_names_are_made_one_by_any_of_their_mentions(apply: Apply) -> None:
    store = apply((KHOI[2019], BAY, "same"), (BAY, MAN, "same"))
    assert together(store, *(f"khoi-{year}" for year in KHOI), "cu-chi", "cu-chi-sau")
    assert len(people(store)) == 6


def test_a_fact_of_a_person_is_taken_out(apply: Apply, unjudged: Path, out: Path) -> None:
    store = apply((KHOI[2020], posts(unjudged, "Trần Văn Khôi"), "different", "Lan", "nhầm tên", "2021-02-03"))
    assert tenures(store, "Trần Văn Khôi") == set()
    assert together(store, *(f"khoi-{year}" for year in KHOI))
    assert issues(out) == []


@pytest.mark.parametrize(
    ("instead", "right"),
    [
        ("current", ("Bí thư", "Huyện ủy Nhà Bè", "current")),
        ("Phó Bí thư", ("Phó Bí thư", "Huyện ủy Nhà Bè", "incoming")),
        ("body/huyện-ủy-cần-giờ", ("Bí thư", "Huyện ủy Cần Giờ", "incoming")),
    ],
)
def test_a_fact_of_a_person_is_put_right(
    apply: Apply, unjudged: Path, instead: str, right: tuple[str, str, str]
) -> None:
    post, body = posts(unjudged, "Lục Tư Khế"), posts(unjudged, "Trần Văn Khôi")
    wanted = body.replace("post/bí-thư-", "body/") if instead.startswith("body/") else instead
    store = apply((KHE, post, "different", "Lan", "đọc nhầm", "2021-02-03", wanted))
    assert tenures(store, "Lục Tư Khế") == {right}
    assert store.ask("ASK { ?e a kgo:Election ; org:member ?m }")
    assert store.select(
        "SELECT ?who { ?t a kgo:Tenure ; kgo:rule 'judgement' ; prov:wasInfluencedBy/dcterms:creator ?who }"
    ).dicts() == [{"who": "Lan"}]


def posts(out: Path, person: str) -> str:
    query = f"SELECT ?post {{ ?t org:member/skos:prefLabel '{person}'@vi ; kgo:post ?post }}"
    (row,) = Store.open(out / "store").select(query).dicts()
    return row["post"].partition("/id/")[2]


# --- Documents


def issuer(store: Store) -> tuple[str, str]:
    query = "SELECT ?d ?b { ?d a kgo:Plan ; eli:passed_by ?b }"
    rows = store.select(query).dicts()
    return (rows[0]["d"].partition("/id/")[2], rows[0]["b"].partition("/id/")[2]) if rows else ("", "")


def test_an_issuer_is_taken_out_or_put_right(apply: Apply, unjudged: Path, out: Path, tmp_path: Path) -> None:
    plan, body = issuer(Store.open(unjudged / "store"))
    assert issuer(apply((plan, body, "different"))) == ("", "")
    assert issues(out) == []
    shutil.rmtree(tmp_path / "scratch")
    shutil.rmtree(tmp_path / "late")
    other = posts(unjudged, "Lục Tư Khế").replace("post/bí-thư-", "body/")
    store = apply((plan, body, "different", "Lan", "", "", other))
    assert issuer(store) == (plan, other)
    assert store.ask("ASK { ?s rdf:predicate eli:passed_by ; prov:wasInfluencedBy/dcterms:creator 'Lan' }")


def test_one_article_s_undecided_document_is_settled(apply: Apply) -> None:
    store = apply((alias(UNDATED, "ct-khong-ngay"), CT[2024], "same"))
    assert mentioned(store, "ct-khong-ngay") == {CT[2024]}
    assert not store.ask("ASK { ?d kgo:candidate ?c }")


def test_all_that_is_undecided_is_settled_by_its_own_name(apply: Apply) -> None:
    assert mentioned(apply((UNDATED, CT[2019], "same")), "ct-khong-ngay") == {CT[2019]}


def test_a_candidate_is_ruled_out_and_the_other_not_picked(apply: Apply) -> None:
    store = apply((alias(UNDATED, "ct-khong-ngay"), CT[2019], "different"))
    rows = store.select("SELECT ?d ?c { ?d kgo:candidate ?c }").dicts()
    assert [(r["d"].partition("/id/")[2], r["c"].partition("/id/")[2]) for r in rows] == [
        (alias(UNDATED, "ct-khong-ngay"), CT[2024])
    ]


def test_a_dated_mention_is_parted_from_its_like(apply: Apply) -> None:
    own = alias(UNDATED, "ct-2019")
    store = apply((own, CT[2019], "different"))
    assert (mentioned(store, "ct-2019"), mentioned(store, "ct-2020")) == ({own}, {CT[2019]})


def test_a_mention_is_parted_from_the_document_it_was_taken_for(apply: Apply, unjudged: Path) -> None:
    assert mentioned(Store.open(unjudged / "store"), "ct-2020") == {CT[2019]}
    own = alias(UNDATED, "ct-2020")
    store = apply((own, CT[2019], "different"))
    assert (mentioned(store, "ct-2020"), mentioned(store, "ct-khong-ngay")) == ({own}, {UNDATED})


# --- The graph of judgements, and those of nothing


def test_judgements_are_a_graph_with_their_author(apply: Apply) -> None:
    store = apply((*THANG, "unsure", "Lan", "chưa rõ", "2021-02-03"))
    query = """SELECT ?verdict ?who ?why ?date { GRAPH <https://kg.example.org/id/judgements> { ?j a kgo:Judgement ;
        kgo:verdict ?verdict ; dcterms:creator ?who ; dcterms:description ?why ; dcterms:date ?date } }"""
    assert store.select(query).dicts() == [{"verdict": "unsure", "who": "Lan", "why": "chưa rõ", "date": "2021-02-03"}]


def test_what_matches_nothing_is_an_issue_that_names_the_row(apply: Apply, out: Path) -> None:
    nobody = alias("person/trần-văn-khôi", "no article")
    apply(
        (KHOI[2018], nobody, "different"),
        (KHOI[2018], "post/bí-thư-nowhere", "different"),
        (KHOI[2018], KHOI[2019], "same"),
        (CT[2019], "document/chỉ-thị-35-ct-tw-2000-01-01", "different"),
    )
    found = issues(out)
    assert len(found) == 3
    assert all("no article says anything of" in what for what in found)
    assert sum(nobody in what for what in found) == 1
    assert sum("post/bí-thư-nowhere" in what for what in found) == 1


# --- The commands

Run = Callable[..., str]


@pytest.fixture
def run(out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Call a command with the copied build, and return what it prints on both streams."""

    def call(*argv: str, stdin: str = "") -> str:
        monkeypatch.setattr(sys, "argv", ["kg", *argv, "--graph", str(out)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit):
            main()
        printed = capsys.readouterr()
        return printed.out + printed.err

    return call


def rows(out: Path) -> list[dict[str, str]]:
    with (out / "judgements.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_doubtful_pairs_are_asked_once_and_answers_applied(run: Run, out: Path) -> None:
    with dossier.opened(out) as dossiers:
        doubts = [d for group in dossiers.groups for d in dossiers.identified(group).doubts]
    assert [{d.left, d.right} for d in doubts] == [set(THANG)]
    shown = run("judge", "--who", "Lan", "--date", "2021-02-03", stdin="perhaps\nk\n")
    assert "1 to judge; score 0.68: in both articles office in tỉnh Cà Mau" in shown
    assert all(name in shown for name in THANG)
    assert shown.count("same, different, unsure, skip or quit") == 2
    assert not (out / "judgements.csv").exists()
    said = run("judge", "--who", "Lan", "--date", "2021-02-03", stdin="s cùng một người\n")
    assert "1 saved" in said
    assert [(r["verdict"], r["who"], r["why"], r["date"]) for r in rows(out)] == [
        ("same", "Lan", "cùng một người", "2021-02-03")
    ]
    assert together(Store.open(out / "store"), "y-te", "dam-doi")
    assert "score" not in run("judge")
    assert "judged the same by Lan: cùng một người" in run("explain", "--entity", "Nguyễn Văn Thắng")


@pytest.mark.parametrize("answer", ["u", "unsure", "D"])
def test_what_was_answered_is_not_asked_again(run: Run, out: Path, answer: str) -> None:
    run("judge", "--no-apply", stdin=f"{answer}\n")
    assert not Store.open(out / "store").ask("ASK { ?j a kgo:Judgement }")
    assert "no pair is left to judge" in run("judge")
    assert Store.open(out / "store").ask("ASK { ?j a kgo:Judgement }")


def test_one_row_from_the_command_line(run: Run, out: Path, unjudged: Path) -> None:
    post = posts(unjudged, "Lục Tư Khế")
    said = run("judge", f"https://kg.example.org/id/{KHE}", post, "different", "--instead", "current", "--who", "Lan")
    assert "up to date" in said
    assert tenures(Store.open(out / "store"), "Lục Tư Khế") == {("Bí thư", "Huyện ủy Nhà Bè", "current")}
    assert rows(out)[0]["instead"] == "current"
    for wrong in ((KHE, "post/none", "different"), (alias("person/nobody", "x"), KHE, "same")):
        assert "this build knows nothing of" in run("judge", *wrong)
    assert "knows nothing of Thầy cúng" in run("judge", KHE, post, "different", "--instead", "Thầy cúng")
    assert len(rows(out)) == 1


def test_what_another_version_has_read_is_not_explained(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossier, "extractor", lambda: "another")
    assert run("explain", "--entity", KHOI[2018]).startswith("kg: another version of kg has read the articles of")


def test_who_was_judged_one_is_joined_by_those_who_agree_with_either(apply: Apply) -> None:
    """One was born in 1950, the other in 1960: whoever holds the post of one is still that person."""
    store = apply((OLD, YOUNG, "same"))
    assert together(store, "tra-cu-1950", "tra-cu-1960", "tra-cu-sau")


def test_a_person_is_explained(run: Run) -> None:
    told = run("explain", "--entity", KHOI[2019])
    assert told.startswith(f"Trần Văn Khôi  https://kg.example.org/id/{KHOI[2018]}\n3 articles\n")
    assert told.count("score 1.00: in both articles Bí thư of Huyện ủy Cần Giờ\n") == 2
    assert "“Ông Trần Văn Khôi, Bí thư Huyện ủy Cần Giờ" in told
    assert "body/" not in told
    doubtful = run("explain", "--entity", THANG[0])
    assert "perhaps the same\n  score 0.68: in both articles office in tỉnh Cà Mau; but too little evidence" in doubtful


def test_a_document_is_explained(run: Run) -> None:
    undecided = run("explain", "--entity", UNDATED)
    assert all(f"https://kg.example.org/id/{key}\n" in undecided for key in CT.values())
    assert "its words fit several documents of this number" in undecided
    known = run("explain", "--entity", CT[2019])
    assert "dated 2019-05-30; issued by Bộ Chính trị" in known
    assert "known by its date" in known
    assert "without date: the only document" in known
    assert "3 are called" in run("explain", "--entity", "Chỉ thị số 35-CT/TW")
