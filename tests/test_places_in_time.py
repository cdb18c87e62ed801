"""Places through time: `Tháng 5/2007 … huyện Ba Vì` is of tỉnh Hà Tây; thành phố Hồ Chí Minh of today was three."""

from __future__ import annotations

import io

import pytest

from kg.graph.quads import ArticleTriples
from kg.graph.queries import find, run
from kg.graph.store import Store, Table
from kg.graph.terms import Triple, name, node
from kg.model import Document, Reading
from kg.pipeline import read_article
from kg.reference.gazetteer import ancestors, places
from kg.reference.lineage import after, before, lineage, sources, today


def read(text: str, date: str) -> Reading:
    return read_article(Document("bai", text, date=date))


def units(text: str, date: str) -> set[str]:
    """The gazetteer keys of the places that the article names itself."""
    return {e.slots["unit"] for e in read(text, date).entities if "unit" in e.slots and e.mentions}


MENTIONS = {
    "old name in a new article": (
        "Ông Trần Minh Khang, nguyên Bí thư Quận ủy Bình Tân, phát biểu.", "2025-08-20", {"legacy/79/777"},
    ),
    "a province that ended": ("Bí thư Tỉnh ủy Bình Dương Trần Minh Khang.", "2025-08-20", {"legacy/74"}),
    "a province of the old name, today": ("Bí thư Tỉnh ủy Lâm Đồng Trần Minh Khang.", "2025-08-20", {"2025/68"}),
    "the same in an old article": ("Bí thư Tỉnh ủy Lâm Đồng Trần Minh Khang.", "2018-08-20", {"legacy/68"}),
    "said to be old": ("Bí thư Tỉnh ủy Lâm Đồng (cũ) Trần Minh Khang.", "2025-08-20", {"legacy/68"}),
    "before the merger": ("Ông Khang làm việc ở tỉnh Lâm Đồng trước khi sáp nhập.", "2025-08-20", {"legacy/68"}),
    "recalled": ("Năm 2020, ông Trần Minh Khang là Bí thư Tỉnh ủy Lâm Đồng.", "2025-08-20", {"legacy/68"}),
    "recalled in a clause": (
        "Ông Khang là kỹ sư; từ tháng 3/2021, là Bí thư Tỉnh ủy Lâm Đồng.", "2025-08-20", {"legacy/68"},
    ),
    "dated behind": ("Ông Khang giữ chức Bí thư Tỉnh ủy Lâm Đồng từ năm 2019.", "2025-08-20", {"legacy/68"}),
    "in a term that is over": (
        "Ông Trần Minh Khang, Bí thư Tỉnh ủy Lâm Đồng nhiệm kỳ 2015-2020.", "2025-08-20", {"legacy/68"},
    ),
    "born then": ("Ông Khang, sinh năm 1970, Bí thư Tỉnh ủy Lâm Đồng.", "2025-08-20", {"2025/68"}),
    "compared": ("So với năm 2020, tỉnh Lâm Đồng thu hơn gấp đôi.", "2025-08-20", {"2025/68"}),
    "to come": ("Đến năm 2030, tỉnh Lâm Đồng có 5 khu công nghiệp.", "2018-08-20", {"legacy/68"}),
    "of something else": (
        "Thăm làng nghề được công nhận năm 2005, Bí thư Huyện ủy Ba Vì tặng quà.", "2015-08-20", {"legacy/01/271"},
    ),
    "until now": ("Từ năm 2018 đến nay, tỉnh Lâm Đồng có 5 khu công nghiệp.", "2025-08-20", {"2025/68"}),
    "a district of Hà Tây": (
        "Tháng 5/2007, ông Trần Minh Khang là Bí thư Huyện ủy Ba Vì.", "2020-01-05", {"before/tinh-ha-tay/huyen-ba-vi"},
    ),
    "its province is told": (
        "Ông sinh ra ở huyện Ba Vì, tỉnh Hà Tây.", "2020-01-05",
        {"before/tinh-ha-tay/huyen-ba-vi", "before/tinh-ha-tay"},
    ),
    "Hà Tây itself": ("Tháng 5/2007 ông Khang là Bí thư Tỉnh ủy Hà Tây.", "2020-01-05", {"before/tinh-ha-tay"}),
    "the province before it was divided": (
        "Tháng 6/2003, ông Khang là Bí thư Tỉnh ủy Đắk Lắk.", "2010-01-05", {"before/tinh-dak-lak"},
    ),
    "Thủ Đức": ("Bí thư Quận ủy Thủ Đức và Bí thư Thành ủy Thủ Đức.", "2021-06-01",
                {"before/79/quan-thu-duc", "legacy/79/769"}),
    "Huế as a city of a province": ("Chủ tịch UBND thành phố Huế Trần Minh Khang.", "2020-01-05",
                                    {"before/tinh-thua-thien-hue/thanh-pho-hue"}),
    "Huế under the state": ("Chủ tịch UBND thành phố Huế Trần Minh Khang.", "2025-02-05", {"legacy/46"}),
    "Huế today": ("Chủ tịch UBND thành phố Huế Trần Minh Khang.", "2025-09-05", {"2025/46"}),
    "an old ward in the new city": (
        "Ông ở phường Bình Hưng Hòa B, thành phố Hồ Chí Minh.", "2025-08-20", {"legacy/79/777/27442", "2025/79"},
    ),
    "a bare name that is now a commune's": ("Ông Khang đã công tác ở Bình Dương.", "2025-08-20", {"legacy/74"}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "date", "expected"), MENTIONS.values(), ids=MENTIONS.keys())
def test_a_place_is_the_one_of_its_time(text: str, date: str, expected: set[str]) -> None:
    assert units(text, date) == expected


def test_old_and_new_are_two_resources_in_one_article() -> None:
    text = "Bí thư Tỉnh ủy Lâm Đồng Trần Minh Khang. Năm 2020, ông là Phó Bí thư Tỉnh ủy Lâm Đồng."
    assert units(text, "2025-08-20") == {"2025/68", "legacy/68"}


def labels(keys: tuple[str, ...]) -> list[str]:
    return [places()[key].label for key in keys]


def test_every_unit_that_ended_leads_to_units_of_today_in_the_province_of_today() -> None:
    for key, place in places().items():
        if place.valid_until:
            assert after(key), key
            assert all(places()[unit].valid_until == "" for unit in today(key)), key
            if key.startswith("legacy/") and place.parent:
                now = today(ancestors(place)[-1].key)
                assert {ancestors(places()[unit])[-1].key for unit in today(key)} == set(now), key
        else:
            assert after(key) == (), key


@pytest.mark.parametrize(
    ("key", "now"),
    [
        ("before/tinh-ha-tay", ["thành phố Hà Nội"]),
        ("before/tinh-song-be", ["tỉnh Đồng Nai", "thành phố Hồ Chí Minh"]),
        ("before/tinh-dak-lak", ["tỉnh Đắk Lắk", "tỉnh Lâm Đồng"]),
        ("before/79/quan-2", today("legacy/79/769")),
        ("before/24/huyen-yen-dung", today("legacy/24/213")),
    ],
)
def test_where_a_unit_is_today(key: str, now: list[str] | tuple[str, ...]) -> None:
    assert sorted(labels(today(key))) == sorted(now if isinstance(now, list) else labels(now))


def test_a_district_is_where_its_communes_are() -> None:
    own = {unit for key, place in places().items() if place.parent == "legacy/79/777" for unit in place.successors}
    assert set(after("legacy/79/777")) == own
    assert len(own) == 7
    assert set(after("legacy/44/454")) > {"legacy/44/458"}  # thị xã Ba Đồn was cut out of huyện Quảng Trạch


def test_a_new_commune_knows_what_it_came_from() -> None:
    (ward,) = places()["legacy/79/777/27442"].successors
    assert "legacy/79/777/27442" in before(ward)
    assert {"legacy/79/777", "legacy/79"} <= set(lineage(ward).members)


@pytest.mark.parametrize(
    ("key", "documents"),
    [
        ("legacy/74", ["Nghị quyết của Quốc hội khóa IX ngày 06-11-1996, từ 1997-01-01",
                       "Nghị quyết 202/2025/QH15, đến hết 2025-06-30"]),
        ("legacy/38", []),
        ("before/79/quan-9", ["Nghị quyết 1111/NQ-UBTVQH14, đến hết 2020-12-31"]),
    ],
)  # fmt: skip
def test_the_documents_that_made_and_ended_a_unit(key: str, documents: list[str]) -> None:
    assert list(sources(key)) == documents


def test_the_reference_data_of_an_article_lead_from_its_places_to_today_and_no_further() -> None:
    triples = ArticleTriples(read("Bí thư Quận ủy Bình Tân Trần Minh Khang.", "2020-08-20"))
    named, linked = (
        {t.s for t in triples.reference if t.o == name(kind)}
        for kind in ("schema:AdministrativeArea", "kgo:LinkedLocality")
    )
    assert named == {node(places()[key].iri_key) for key in ("legacy/79/777", "legacy/79")}
    expected = {"legacy/79", "2025/79", *today("legacy/79/777")}
    assert linked - {node(places()["legacy/79/777"].iri_key)} == {node(places()[key].iri_key) for key in expected}
    link = Triple(node(places()["legacy/79"].iri_key), name("kgo:succeededBy"), node(places()["2025/79"].iri_key))
    assert link in triples.reference
    assert not {t for t in triples.own if t.p in (name("kgo:succeededBy"), name("schema:containedInPlace"))}


ARTICLES = {
    "binh-duong": ("2018-08-20", "Bí thư Tỉnh ủy Bình Dương Trần Minh Khang dự họp."),
    "thu-dau-mot": ("2018-08-20", "Chủ tịch UBND thành phố Thủ Dầu Một Lê Thị Ngọc Hà phát biểu."),
    "phuong-moi": ("2025-08-20", "Chủ tịch UBND phường Thủ Dầu Một Phạm Quốc Dũng phát biểu."),
    "binh-tan": ("2018-08-20", "Chủ tịch UBND phường Bình Trị Đông A, quận Bình Tân Lê Hữu Tâm phát biểu."),
    "lai-chau": ("2003-03-01", "Bí thư Tỉnh ủy Lai Châu Đỗ Văn Thông dự họp."),
    "ba-vi": ("2015-05-01", "Bí thư Huyện ủy Ba Vì Ngô Văn Sáng dự họp."),
    "hoan-kiem": ("2015-05-01", "Bí thư Quận ủy Hoàn Kiếm Vũ Đình Lộc dự họp."),
}


@pytest.fixture(scope="module")
def store() -> Store:
    """A graph of two geographies."""
    readings = [read_article(Document(id_, text, date=date)) for id_, (date, text) in ARTICLES.items()]
    made = [ArticleTriples(reading) for reading in readings]
    triples = {triple for one in made for triple in (*one.own, *one.reference)}
    return Store.memory("".join(f"{t.s} {t.p} {t.o} .\n" for t in sorted(triples)).encode())


def ask(store: Store, query: str, **params: str) -> list[dict[str, str]]:
    result = run(store, find(query, io.StringIO()), params)
    assert isinstance(result, Table)
    return result.dicts()


ACROSS = {
    "what is today thành phố Hồ Chí Minh": (
        "thành phố Hồ Chí Minh", "today",
        {("Trần Minh Khang", "certain"), ("Lê Thị Ngọc Hà", "certain"), ("Phạm Quốc Dũng", "as written"),
         ("Lê Hữu Tâm", "certain")},
    ),
    "what was tỉnh Bình Dương": (
        "tỉnh Bình Dương", "former",
        {("Trần Minh Khang", "as written"), ("Lê Thị Ngọc Hà", "as written"), ("Phạm Quốc Dũng", "certain")},
    ),
    "a ward that was divided": ("phường Bình Trị Đông", "today", {("Lê Hữu Tâm", "possible")}),
    "a province that was divided": ("tỉnh Điện Biên", "today", {("Đỗ Văn Thông", "possible")}),
    "the city before the merger": ("thành phố Hồ Chí Minh", "former", {("Lê Hữu Tâm", "as written")}),
    "what was tỉnh Hà Tây, and no more of Hà Nội": ("tỉnh Hà Tây", "former", {("Ngô Văn Sáng", "certain")}),
    "there is no tỉnh Bình Dương today": ("tỉnh Bình Dương", "today", set()),
}  # fmt: skip


@pytest.mark.parametrize(("locality", "geography", "expected"), ACROSS.values(), ids=ACROSS.keys())
def test_questions_in_old_and_new_geography(
    store: Store, locality: str, geography: str, expected: set[tuple[str, str]]
) -> None:
    rows = ask(store, "roles-through-time", locality=locality, geography=geography)
    assert {(row["person"], row["lies"]) for row in rows} == expected
    bodies = ask(store, "bodies-through-time", locality=locality, geography=geography)
    assert {row["body"] for row in rows} <= {row["body"] for row in bodies}


def test_as_written_the_geographies_stay_apart(store: Store) -> None:
    (row,) = ask(store, "roles-in-locality", locality="phường Thủ Dầu Một")
    assert row["person"] == "Phạm Quốc Dũng"
    there = ask(store, "roles-in-locality", locality="tỉnh Bình Dương")
    assert {row["person"] for row in there} == {"Trần Minh Khang", "Lê Thị Ngọc Hà"}


def test_the_history_of_a_place(store: Store) -> None:
    steps = {
        (row["place"], row["became"], row["date"], row.get("resolution", ""))
        for row in ask(store, "place-history", locality="tỉnh Hà Tây")
    }
    assert steps == {
        ("tỉnh Hà Sơn Bình", "tỉnh Hà Tây", "1991-08-11", "Nghị quyết của Quốc hội khóa VIII ngày 12-08-1991"),
        ("tỉnh Hà Tây", "thành phố Hà Nội", "2008-07-31", "Nghị quyết 15/2008/QH12"),
        ("thành phố Hà Nội", "thành phố Hà Nội", "2025-06-30", ""),
    }
    divided = ask(store, "place-history", locality="phường Bình Trị Đông A")
    assert {(row["became"], row["today"]) for row in divided} == {
        ("phường Bình Tân", "yes"),
        ("phường Bình Trị Đông", "yes"),
    }


def test_a_part_that_was_cut_out_is_said_to_be_one() -> None:
    reading = read_article(Document("ba-don", "Bí thư Huyện ủy Quảng Trạch Trần Minh Khang.", date="2012-05-01"))
    triples = ArticleTriples(reading).reference
    store = Store.memory("".join(f"{t.s} {t.p} {t.o} .\n" for t in sorted(triples)).encode())
    given = [row for row in ask(store, "place-history", locality="huyện Quảng Trạch") if row["how"] == "gave a part to"]
    assert [(row["became"], row["date"], row["resolution"]) for row in given] == [
        ("thị xã Ba Đồn", "2013-12-20", "Nghị quyết 125/NQ-CP")
    ]
