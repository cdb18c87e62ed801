"""The difficulties of the two seed interviews, one test each, on their finished graph."""

import re
import unicodedata
from pathlib import Path

import pytest

import kg
from kg.text.segment import sentences
from tests.conftest import SEEDS

KGO = "https://kg.example.org/ontology#"
BINH_TAN, O_MON = "000-ba818d6c6993d8c3", "002-bd8311ad3e29d28a"
SOURCES = {
    BINH_TAN: (SEEDS / "000_ba818d6c6993d8c3.txt").read_bytes().decode(),
    O_MON: (SEEDS / "002_bd8311ad3e29d28a.txt").read_bytes().decode(),
}


@pytest.fixture(scope="module")
def graph(seeds_built: Path) -> kg.Graph:
    return kg.open_graph(seeds_built)


def rows(graph: kg.Graph, pattern: str) -> list[tuple[str, ...]]:
    """The distinct rows of a pattern, sorted; shown are its variables of more than one letter, as they come."""
    shown = list(dict.fromkeys(re.findall(r"\?([a-z]{2,})", pattern)))
    found = graph.query(f"SELECT DISTINCT {' '.join('?' + name for name in shown)} WHERE {{ {pattern} }}")
    return sorted(tuple(row.get(name, "") for name in shown) for row in found)


def holds(graph: kg.Graph, person: str) -> list[tuple[str, ...]]:
    return rows(
        graph,
        f'?t org:member/skos:prefLabel "{person}"@vi ; org:role/skos:prefLabel ?role ; '
        "org:organization/skos:prefLabel ?body ; kgo:status ?status",
    )


def meant(graph: kg.Graph, article: str, words: str) -> list[tuple[str, ...]]:
    """What a form stands for in an article."""
    source = f"<https://kg.example.org/id/article/{article}>"
    return rows(
        graph, f'?x skos:prefLabel ?name ; kgo:mention ?q . ?q oa:exact "{words}" ; prov:wasQuotedFrom {source}'
    )


def spans(graph: kg.Graph, article: str) -> list[tuple[int, int]]:
    source = f"<https://kg.example.org/id/article/{article}>"
    return [
        (int(start), int(end))
        for start, end in rows(graph, f"?q prov:wasQuotedFrom {source} ; oa:start ?start ; oa:end ?end")
    ]


def body_sentences(article: str) -> list[str]:
    return [" ".join(s.texts) for s in sentences(SOURCES[article]) if s.role == "body"]


# --- People


def test_one_person_holds_two_posts(graph: kg.Graph) -> None:
    assert len(rows(graph, '?who a kgo:Person ; skos:prefLabel "Lê Văn Thinh"@vi')) == 1
    assert holds(graph, "Lê Văn Thinh") == [
        ("Bí thư", "Quận ủy Bình Tân", "current"),
        ("Chủ tịch", "Ủy ban nhân dân quận Bình Tân", "current"),
    ]
    posts = rows(graph, '?t org:member/skos:prefLabel "Lê Văn Thinh"@vi ; kgo:post ?post')
    assert len(posts) == 2


def test_two_offices_without_a_body_have_theirs(graph: kg.Graph) -> None:
    assert holds(graph, "Nguyễn Phú Trọng") == [
        ("Chủ tịch nước", "Nhà nước Cộng hòa xã hội chủ nghĩa Việt Nam", "current"),
        ("Tổng Bí thư", "Đảng Cộng sản Việt Nam", "current"),
    ]


def test_every_speaker_turn_is_evidence(graph: kg.Graph) -> None:
    words = "Bí thư Quận ủy - Chủ tịch Ủy ban nhân dân quận Bình Tân Lê Văn Thinh"
    turns = [(str(m.start()), str(m.end())) for m in re.finditer(re.escape(words), SOURCES[BINH_TAN])]
    found = rows(
        graph, '?t org:role/skos:prefLabel "Bí thư"@vi ; kgo:evidence ?q . ?q oa:start ?start ; oa:end ?end ; '
        f'oa:exact "{words}"'
    )  # fmt: skip
    assert len(turns) == 8
    assert sorted(found) == sorted(turns)
    # The interviewer is the radio, no person; a question begins no role.
    assert rows(graph, '?x a ?type ; skos:prefLabel "VOH"') == []


def test_an_upper_case_heading_names_the_same_person(graph: kg.Graph) -> None:
    assert holds(graph, "Nguyễn Vũ Phương") == [
        ("Bí thư", "Quận ủy Ô Môn", "current"),
        ("Ủy viên", "Ban Chấp hành Đảng bộ thành phố Cần Thơ", "current"),
    ]
    heading = "ĐỒNG CHÍ NGUYỄN VŨ PHƯƠNG, ỦY VIÊN BCH ĐẢNG BỘ THÀNH PHỐ, BÍ THƯ QUẬN ỦY Ô MÔN"
    quoted = f'?t a kgo:Tenure ; org:role/skos:prefLabel ?role ; kgo:evidence/oa:exact "{heading}"'
    assert rows(graph, quoted) == [("Bí thư",)]
    assert meant(graph, O_MON, "ĐỒNG CHÍ NGUYỄN VŨ PHƯƠNG") == [("Nguyễn Vũ Phương",)]
    assert rows(graph, "?p a kgo:Person ; skos:prefLabel ?name FILTER(UCASE(?name) = STR(?name))") == []


def test_other_names_of_people_have_no_title(graph: kg.Graph) -> None:
    assert rows(graph, '?p skos:prefLabel "Nguyễn Vũ Phương"@vi ; skos:altLabel ?name') == [("NGUYỄN VŨ PHƯƠNG",)]
    titled = "FILTER(REGEX(?name, '^(ông|bà|đồng chí|thiếu tướng) ', 'i'))"
    assert rows(graph, f"?p a kgo:Person ; skos:prefLabel|skos:altLabel ?name {titled}") == []


def test_a_caption_states_a_post_and_photographers_hold_none(graph: kg.Graph) -> None:
    assert holds(graph, "Nguyễn Văn Thuận") == [("Giám đốc", "Công an thành phố Cần Thơ", "current")]
    assert rows(graph, '?p skos:prefLabel "Nguyễn Văn Thuận"@vi ; kgo:rank ?rank') == [("Thiếu tướng",)]
    authors = {"Phương Dung", "Phương Nam", "Phương Thuy", "Phương Thảo", "Tiến Quyết"}
    assert {name for (name,) in rows(graph, "?a schema:author ?name")} == authors
    assert all(holds(graph, author) == [] for author in authors)


def test_nobody_else_is_a_person(graph: kg.Graph) -> None:
    assert {name for (name,) in rows(graph, "?p a kgo:Person ; skos:prefLabel ?name")} == {
        "Hồ Chí Minh", "Lê Văn Thinh", "Nguyễn Phú Trọng", "Nguyễn Văn Thuận", "Nguyễn Vũ Phương",
        "Phương Dung", "Phương Nam", "Phương Thuy", "Phương Thảo", "Tiến Quyết",
    }  # fmt: skip


# --- Short forms


@pytest.mark.parametrize(
    ("words", "binh_tan", "o_mon"),
    [
        ("Quận ủy", "Quận ủy Bình Tân", "Quận ủy Ô Môn"),
        ("Thành ủy", "Thành ủy thành phố Hồ Chí Minh", "Thành ủy Cần Thơ"),
        ("Ban Thường vụ Quận ủy", "Ban Thường vụ Quận ủy Bình Tân", ""),
        ("BTV Quận ủy", "", "Ban Thường vụ Quận ủy Ô Môn"),
        ("Ban Thường vụ Thành ủy", "Ban Thường vụ Thành ủy thành phố Hồ Chí Minh", ""),
        ("Đảng bộ quận", "Đảng bộ quận Bình Tân", "Đảng bộ quận Ô Môn"),
        ("Đảng bộ Quận", "Đảng bộ quận Bình Tân", ""),
        ("BCH Đảng bộ thành phố", "", "Ban Chấp hành Đảng bộ thành phố Cần Thơ"),
        ("Công an thành phố", "", "Công an thành phố Cần Thơ"),
        ("UBND quận", "", "Ủy ban nhân dân quận Ô Môn"),
    ],
)
def test_a_short_form_means_a_body_of_its_article(graph: kg.Graph, words: str, binh_tan: str, o_mon: str) -> None:
    assert meant(graph, BINH_TAN, words) == ([(binh_tan,)] if binh_tan else [])
    assert meant(graph, O_MON, words) == ([(o_mon,)] if o_mon else [])


def test_places_have_their_cities_even_unnamed(graph: kg.Graph) -> None:
    assert "Cần Thơ" not in SOURCES[O_MON]
    then = '?x kgo:validUntil "2025-06-30"^^<http://www.w3.org/2001/XMLSchema#date> ; schema:containedInPlace ?y . '
    assert rows(graph, then + "?x skos:prefLabel ?inner . ?y skos:prefLabel ?outer") == [
        ("phường Châu Văn Liêm", "quận Ô Môn"),
        ("quận Bình Tân", "thành phố Hồ Chí Minh"),
        ("quận Ô Môn", "thành phố Cần Thơ"),
    ]
    for body, place in (
        ("Quận ủy Bình Tân", "quận Bình Tân"),
        ("Thành ủy thành phố Hồ Chí Minh", "thành phố Hồ Chí Minh"),
        ("Quận ủy Ô Môn", "quận Ô Môn"),
        ("Thành ủy Cần Thơ", "thành phố Cần Thơ"),
    ):
        assert rows(graph, f'?b skos:prefLabel "{body}"@vi ; kgo:jurisdiction/skos:prefLabel ?place') == [(place,)]


# --- Print and scan


@pytest.mark.parametrize(
    "whole",
    [
        "công tác đào tạo , bồi dưỡng cán bộ ; sắp xếp , kiện toàn các tổ chức cơ sở đảng",
        "Như vậy , trong lĩnh vực xây hệ thống chính trị , quận sẽ tập trung",
        "tiếp tục triển khai thực hiện nghiêm túc , hiệu quả Nghị quyết Trung ương 4",
        "kết quả thực hiện trong nhiệm kỳ qua và xác định mục tiêu , nhiệm vụ",
    ],
)
def test_a_sentence_that_the_page_cuts_in_half_is_whole(whole: str) -> None:
    assert sum(whole in sentence for sentence in body_sentences(O_MON)) == 1


def test_slips_of_the_scanner(graph: kg.Graph) -> None:
    assert meant(graph, O_MON, "HDND quận Ô Môn") == [("Hội đồng nhân dân quận Ô Môn",)]
    slip = SOURCES[O_MON].index("phòng viên phòng văn")
    assert not [s for s in spans(graph, O_MON) if s[0] < slip + len("phòng viên phòng văn") and slip < s[1]]


def test_phone_numbers_and_page_furniture_are_nothing(graph: kg.Graph) -> None:
    headline = SOURCES[BINH_TAN].index("Bí thư Quận ủy quận Bình Tân")
    assert min(start for start, _ in spans(graph, BINH_TAN)) >= headline
    text = " ".join(literal for (literal,) in rows(graph, "?s skos:prefLabel|skos:altLabel ?label"))
    assert not re.search(r"028|0948|hotline|icon|logo|FM 95|nghe đài|Sự kiện|ảnh", text, re.IGNORECASE)


# --- Documents and congresses


def documents(graph: kg.Graph, symbol: str) -> list[tuple[str, ...]]:
    return rows(
        graph,
        f'?d eli:id_local "{symbol}" ; a ?kind ; skos:prefLabel ?name ; eli:passed_by/skos:prefLabel ?issuer '
        "OPTIONAL { ?d kgo:inTerm/skos:prefLabel ?term } "
        "FILTER(STRSTARTS(STR(?kind), STR(kgo:)) && ?kind != kgo:OfficialDocument)",
    )


def test_directives_have_symbol_issuer_and_term(graph: kg.Graph) -> None:
    assert documents(graph, "05-CT/TW") == [(f"{KGO}Directive", "Chỉ thị số 05-CT/TW", "Bộ Chính trị", "khóa XII")]
    assert documents(graph, "35-CT/TW") == [(f"{KGO}Directive", "Chỉ thị số 35-CT/TW", "Bộ Chính trị", "")]


def test_a_plan_with_a_symbol_is_issued_by_whom_the_text_names(graph: kg.Graph) -> None:
    standing = "Ban Thường vụ Quận ủy Bình Tân"
    assert documents(graph, "240-KH/QU") == [(f"{KGO}Plan", "Kế hoạch số 240-KH/QU", standing, "")]


def test_a_plan_with_a_bare_number(graph: kg.Graph) -> None:
    plan = '?d a kgo:Plan ; skos:prefLabel "Kế hoạch số 209"@vi'
    assert rows(graph, f"{plan} ; eli:passed_by/skos:prefLabel ?issuer") == [("Ban Thường vụ Quận ủy Bình Tân",)]
    assert rows(graph, f"{plan} ; eli:id_local ?symbol") == []


def test_a_resolution_of_the_central_committee(graph: kg.Graph) -> None:
    assert rows(
        graph,
        "?d a kgo:Resolution ; skos:prefLabel ?name ; eli:passed_by/skos:prefLabel ?issuer ; "
        'kgo:inTerm/skos:prefLabel ?term FILTER(CONTAINS(?name, "Trung ương 4"))',
    ) == [("Nghị quyết Trung ương 4 khóa XII", "Ban Chấp hành Trung ương Đảng", "khóa XII")]


def test_who_carries_out_which_directive(graph: kg.Graph) -> None:
    carried = "?b kgo:implements ?d ; skos:prefLabel ?who . ?d eli:id_local ?symbol"
    found = rows(graph, carried)
    for symbol in ("05-CT/TW", "35-CT/TW"):
        assert ("Ban Thường vụ Quận ủy Ô Môn", symbol) in found


def test_a_document_beside_another_does_not_carry_it_out(graph: kg.Graph) -> None:
    assert rows(graph, "?x a kgo:OfficialDocument ; kgo:implements ?y . ?x skos:prefLabel ?name") == []


def test_the_twelfth_congress_is_one_however_it_is_numbered(graph: kg.Graph) -> None:
    congress = "?e a kgo:Congress ; kgo:ordinal 12 ; schema:organizer/skos:prefLabel ?organizer"
    assert rows(graph, f"{congress} ; kgo:inTerm/skos:prefLabel ?term") == [("Đảng bộ quận Bình Tân", "2020-2025")]
    words = [exact for _, exact in rows(graph, f"{congress} ; kgo:mention/oa:exact ?exact")]
    for form in ("lần thứ XII", "lần thứ 12", "khóa 12"):
        assert any(form in exact for exact in words), form
    assert len(rows(graph, "?event a kgo:Congress ; kgo:ordinal 12")) == 1


def test_both_articles_speak_of_one_national_congress(graph: kg.Graph) -> None:
    congress = '?e a kgo:Congress ; schema:organizer/skos:prefLabel "Đảng Cộng sản Việt Nam"@vi'
    assert rows(graph, f"{congress} ; kgo:ordinal ?ordinal") == [("13",)]
    assert len(rows(graph, f"{congress} ; kgo:mention/prov:wasQuotedFrom ?article")) == 2


# --- What is written stands in the text


def test_other_names_are_as_in_the_text(graph: kg.Graph) -> None:
    text = " ".join(unicodedata.normalize("NFC", " ".join(SOURCES.values())).split())
    assert [name for (name,) in rows(graph, "?x skos:altLabel ?name") if name not in text] == []


def test_generic_plurals_are_no_bodies(graph: kg.Graph) -> None:
    assert meant(graph, BINH_TAN, "Ban Thành ủy") == []
    assert rows(graph, '?b a org:FormalOrganization ; skos:prefLabel ?name FILTER(STRSTARTS(?name, "Sở"))') == []
