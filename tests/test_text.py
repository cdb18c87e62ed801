"""The text stage: spellings that are one, offsets that lead back to the source, sentences as newspapers print them."""

import re
import unicodedata
from itertools import pairwise

import pytest
import underthesea
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Sentence
from kg.text.fold import fold, modern, plain, slug
from kg.text.normalize import view
from kg.text.segment import is_byline, paragraph_role, sentences
from kg.text.syllable import is_syllable
from kg.text.toolkit import continues

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz"
TONED = "".join(unicodedata.normalize("NFC", v + t) for v in "aăâeêioôơuưy" for t in "\u0300\u0301\u0303\u0309\u0323")
BREAKS = ["\n", "\r\n", "\r", "\n\n", "\u2028", "\t", "\u00a0", "\u200b", "\ufeff", "\u00ad"]

letter = st.sampled_from(LETTERS + LETTERS.upper() + TONED + TONED.upper())
piece = st.one_of(letter, st.sampled_from([" ", ". ", ", ", "-", "/", "“", "”", "12", "…", "Ð", "ð", *BREAKS]))


@st.composite
def mixed(draw: st.DrawFn) -> str:
    """Vietnamese in which some letters are composed and others are not, as texts put together from several sources."""
    pieces = draw(st.lists(st.tuples(piece, st.sampled_from(["NFC", "NFD"])), max_size=60))
    return "".join(unicodedata.normalize("NFD", text) if form == "NFD" else text for text, form in pieces)


def normal(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("Ð", "Đ").replace("ð", "đ")


def words(*found: Sentence) -> list[str]:
    return [" ".join(s.texts) for s in found]


# --- Spellings


@pytest.mark.parametrize(
    "spellings",
    [
        "Uỷ ủy ỦY UỶ uy\u0309 U\u0309y",
        "hoà Hòa HOÀ hoa\u0300 ho\u0300a",
        "thuỷ thủy Thu\u0309y",
        "khoẻ khỏe KHOẺ",
        "kĩ kỹ Kỹ",
        "lí lý LÍ",
        "–  — -",
    ],
)
def test_spellings_of_one_word_have_one_key(spellings: str) -> None:
    assert len({fold(text) for text in spellings.split()}) == 1


@pytest.mark.parametrize("pair", ["má mà", "quý qúi", "bì bỳ", "Đ D", "ă â", "ưu uu"])
def test_different_words_keep_different_keys(pair: str) -> None:
    assert len({fold(text) for text in pair.split()}) == 2


@given(mixed())
def test_keys_know_no_normal_form_and_no_case(text: str) -> None:
    for form in ("NFC", "NFD"):
        assert fold(unicodedata.normalize(form, text)) == fold(text)
    assert fold(text.upper()) == fold(text)
    assert fold(fold(text)) == fold(text)
    assert fold(modern(text)) == fold(text)
    assert modern(modern(text)) == modern(text)
    assert plain(plain(text)) == plain(text)


@given(st.text())
def test_a_slug_is_one_segment_of_a_path(text: str) -> None:
    assert slug(text) == slug(slug(text))
    assert re.fullmatch(r"[^\W_]+(?:-[^\W_]+)*", slug(text))
    assert unicodedata.is_normalized("NFC", slug(text))


# --- The way back to the source


@given(mixed())
def test_the_view_is_composed_and_knows_the_way_back(source: str) -> None:
    seen = view(source)
    assert seen.text == normal(source)
    for i, char in enumerate(seen.text):
        assert normal(source[seen.start(i) : seen.end(i + 1)]) == char
    ends = [seen.end(i + 1) for i in range(len(seen.text))]
    assert [seen.start(i) for i in range(len(seen.text))] == [0, *ends][: len(ends)]
    assert not ends or ends[-1] == len(source)


@given(mixed())
def test_tokens_are_slices_of_the_source(source: str) -> None:
    for sentence in sentences(source):
        spans = list(zip(sentence.starts, sentence.ends, strict=True))
        assert spans
        assert [normal(source[a:b]) for a, b in spans] == list(sentence.texts)
        assert sentence.keys == tuple(map(fold, sentence.texts))
        assert all(a < b for a, b in spans)
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@given(st.text())
def test_any_text_is_split_within_its_bounds(source: str) -> None:
    found = sentences(source)
    assert [s.index for s in found] == list(range(len(found)))
    for sentence in found:
        assert all(0 <= a < b <= len(source) for a, b in zip(sentence.starts, sentence.ends, strict=True))


# --- Sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ông ở TP. HCM. Bà ở Q. Bình Tân.", ["Ông ở TP . HCM .", "Bà ở Q . Bình Tân ."]),
        ("PGS.TS Lê An nói. Th.S Hà đi.", ["PGS . TS Lê An nói .", "Th . S Hà đi ."]),
        ("GS. Lê Bình đến. TP.HCM họp.", ["GS . Lê Bình đến .", "TP . HCM họp ."]),
        ("Ở P. 12, Q.7. Ông Nguyễn V. Nam họp.", ["Ở P . 12 , Q . 7 .", "Ông Nguyễn V . Nam họp ."]),
        ("Họp ngày 2.3. Tăng 3,5% ở huyện.", ["Họp ngày 2.3 .", "Tăng 3,5 % ở huyện ."]),
        ("Xem baochinhphu.vn. Hết…", ["Xem baochinhphu . vn .", "Hết …"]),
        ("Họ nói.Bà về. Vậy sao? Không!", ["Họ nói .", "Bà về .", "Vậy sao ?", "Không !"]),
        ("và các ông, bà... như vậy. Ông về", ["và các ông , bà ... như vậy .", "Ông về"]),
        ("Ông nói: “Tốt lắm.” Bà cười.", ["Ông nói : “ Tốt lắm . ”", "Bà cười ."]),
        ("Chỉ thị số 35-CT/TW, 12/2014/NĐ-CP.", ["Chỉ thị số 35 - CT / TW , 12/2014 / NĐ - CP ."]),
        ("Bí\u200b thư Quận\u00a0ủy Ô\u200dMôn\ufeff.", ["Bí thư Quận ủy Ô Môn ."]),
        ("K’Sor và d'Or", ["K’Sor và d'Or"]),
    ],
)
def test_sentences_end_where_readers_end_them(text: str, expected: list[str]) -> None:
    assert words(*sentences(text)) == expected


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n \n", "\u2028", "\u2029", "\x0b", "\x0c", "\x85"])
def test_a_line_end_of_any_kind_ends_a_paragraph(end: str) -> None:
    found = sentences(f"Dòng một{end}Dòng hai.{end}")
    assert words(*found) == ["Dòng một", "Dòng hai ."]
    assert [s.paragraph for s in found] == [0, 1]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n\n \n"])
@pytest.mark.parametrize(
    "between",
    [
        "UBND huyện Cần Giờ họp. Ảnh: MINH TÂM",
        "Ảnh tư liệu",
        "Minh Tâm - Lê An",
        "Bà Lan (trái) trao quà. Ảnh: M.T{end}Ông Nam phát biểu. Ảnh: M.T",
        "icon-radio-fm{end}Điện thoại: 028.38225933",
    ],
)
def test_a_sentence_cut_by_a_caption_is_whole_again(between: str, end: str) -> None:
    source = f"Huyện đào tạo, bồi dưỡng cán{end}{between.format(end=end)}{end}bộ; kiện toàn tổ chức. Ông về."
    found = [s for s in sentences(source) if s.role == "body"]
    assert words(*found) == ["Huyện đào tạo , bồi dưỡng cán bộ ; kiện toàn tổ chức .", "Ông về ."]
    at = found[0].texts.index("bộ")
    assert source[found[0].starts[at] : found[0].ends[at]] == "bộ"
    assert found[0].starts[at] - found[0].ends[at - 1] > len(end)


@pytest.mark.parametrize("text", ["Họp xong.\nảnh đẹp", "Họp\nBà về", "Họp:\nđi", "Họp\n" + "Ảnh: A\n" * 4 + "đi"])
def test_a_sentence_that_has_ended_does_not_go_on(text: str) -> None:
    assert [s.paragraph for s in sentences(text) if s.role == "body"] == [0, text.count("\n")]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("ĐẠI HỘI ĐẢNG BỘ HUYỆN CẦN GIỜ LẦN THỨ XII", "heading"),
        ("BÍ THƯ HUYỆN ỦY: TĂNG 3,5%", "heading"),
        ("UBND họp", "body"),
        ("Lễ trao giải. Ảnh: A.B", "caption"),
        ("(Ảnh: A.B)", "caption"),
        ("Ảnh minh hoạ", "caption"),
        ("Ông tặng ảnh cho bà.", "body"),
        ("Ảnh: " + "dài " * 200, "body"),
        ("Lê An", "byline"),
        ("❖ LÊ AN BÌNH (THỰC HIỆN)", "byline"),
        ("Minh Tâm - Lê An, Bá Bình", "byline"),
        ("Lê An (tổng hợp)", "byline"),
        ("Đường dây nóng: 0900 000 000", "furniture"),
        ("icon-radio-fm-999-mhz", "furniture"),
        ("028.38225933 - 0900 000 000", "furniture"),
        ("* * *", "furniture"),
        ("Ngày 12.3.2020, bà Lan nghỉ hưu.", "body"),
        ("Đại hội huyện Cần Giờ, nhiệm kỳ 2020 - 2025", "body"),
        ("ĐẠI HỘI HUYỆN CẦN GIỜ NHIỆM KỲ 2020 - 2025", "heading"),
        ("Quyết định năm 2020 chi 1.234.567.890 đồng cho các xã khó khăn nhất huyện.", "body"),
    ],
)
def test_what_a_line_is(line: str, role: str) -> None:
    assert paragraph_role(line) == role


def test_furniture_makes_no_sentence() -> None:
    assert sentences("Hotline: 0900 111 222\nlogo-bao-mau\n\n028.38225933\n…\n7\n") == []


@pytest.mark.parametrize(
    "line", ["Lê", "Lê an", "Lê Văn An Bình Cường", "Sở Tư pháp Hậu Giang.", "A B, C D, E G, H I, K L", ""]
)
def test_what_is_no_byline(line: str) -> None:
    assert not is_byline(line)


# --- Words and syllables


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hóa chất Việt Nam đề nghị", [1, 3, 5]),
        ("35 - CT / TW", []),
        ("", []),
    ],
)
def test_tokens_that_go_on_with_a_word(text: str, expected: list[int]) -> None:
    assert sorted(continues(tuple(text.split()))) == expected


@pytest.mark.parametrize("answer", [["Hóa chấtt"], [], ["Hóa"]])
def test_a_toolkit_that_disagrees_has_no_say(monkeypatch: pytest.MonkeyPatch, answer: list[str]) -> None:
    monkeypatch.setattr(underthesea, "word_tokenize", lambda _: answer)
    continues.cache_clear()
    assert continues(("Hóa", "chất")) == frozenset()
    continues.cache_clear()


def test_a_word_that_begins_within_a_token_joins_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(underthesea, "word_tokenize", lambda _: ["Hó", "a chất", "tốt"])
    continues.cache_clear()
    assert continues(("Hóa", "chất", "tốt")) == {1}
    continues.cache_clear()


def test_syllables_and_other_words() -> None:
    syllables = "Thăng Nguyễn ủy uỷ khuya quốc ngoèo ương nghiêng Hươu quýt gì giếng xoong Y ă tuyệt Rơ Kon"
    assert [word for word in syllables.split() if not is_syllable(word)] == []
    others = "Vinachem EVN Pleiku iPhone W z 12 K’Sor Samsung PVN ngng a1 - …"
    assert [word for word in [*others.split(), ""] if is_syllable(word)] == []
