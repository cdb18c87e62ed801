"""Dated articles that agree, contradict and follow one another: `nquads()` → their graph, as `kg build` makes it."""

import json
import tempfile
from functools import cache
from pathlib import Path

from kg.pipeline import build

# Invented people; id, date ("" for none) and text.
ARTICLES = (
    ("bau-som", "2016-03-10", "Ông Trần Minh Khang được bầu giữ chức Bí thư Quận ủy Bình Tân từ ngày 1/3/2016."),
    ("bau-muon", "2016-05-02", "Ông Trần Minh Khang được bầu giữ chức Bí thư Quận ủy Bình Tân từ ngày 15/4/2016."),
    ("khang-2017", "2017-02-06", "Ông Trần Minh Khang, Bí thư Quận ủy Bình Tân, dự lễ phát động trồng cây."),
    ("dung-2017", "2017-06-20", "Ông Phạm Quốc Dũng, Bí thư Quận ủy Bình Tân, tiếp công dân."),
    (
        "khang-2018",
        "2018-01-15",
        "Ông Trần Minh Khang, Bí thư Quận ủy Bình Tân, Chủ tịch HĐND quận Bình Tân, khai mạc kỳ họp.",
    ),
    ("sai-dau", "2018-02-11", "Ông Trần Minh Kháng, Bí thư Quận ủy Bình Tân, chúc Tết các gia đình có công."),
    ("nguyen-2019", "2019-02-14", "Ông Trần Minh Khang, nguyên Bí thư Quận ủy Bình Tân, dự hội nghị."),
    ("khang-2019", "2019-05-22", "Ông Trần Minh Khang, Bí thư Quận ủy Bình Tân, kiểm tra tiến độ xây trường."),
    (
        "dai-hoi-2020",
        "2020-08-12",
        "Đại hội đã bầu bà Lê Thị Ngọc Hà giữ chức Bí thư Quận ủy Bình Tân, thay ông Trần Minh Khang.",
    ),
    ("ha-2021", "2021-03-05", "Bà Lê Thị Ngọc Hà, Bí thư Quận ủy Bình Tân, phát biểu tại hội nghị."),
    ("loc-2018", "2018-04-09", "Thượng tá Đỗ Hữu Lộc, Trưởng Công an quận Bình Tân, trả lời báo chí."),
    ("loc-2020", "2020-11-03", "Thượng tá Đỗ Hữu Lộc, nguyên Trưởng Công an quận Bình Tân, nghỉ hưu."),
    ("cong-an-2021", "2021-07-01", "Công an quận Bình Tân ra quân bảo đảm trật tự giao thông."),
    ("hdnd-2021", "2021-04-01", "Ông Trần Minh Khang, nguyên Chủ tịch HĐND quận Bình Tân, dự lễ khởi công."),
    (
        "chi-thi-2020",
        "2020-02-03",
        "Thực hiện Chỉ thị số 35-CT/TW ngày 30/5/2019 của Bộ Chính trị, Ban Thường vụ Quận ủy Bình Tân đã ban hành "
        "Kế hoạch số 118-KH/QU.",
    ),
    ("khong-ngay", "", "Bà Mai Thị Thu, Chủ tịch UBND quận Bình Tân, phát biểu tại hội nghị."),
)


@cache
def nquads() -> bytes:
    """The graph of the articles as N-Quads."""
    with tempfile.TemporaryDirectory() as folder:
        return built(Path(folder) / "dated.jsonl", ARTICLES)


def built(file: Path, articles: tuple[tuple[str, str, str], ...]) -> bytes:
    """Write the articles to a file and build their graph as N-Quads."""
    rows = [{"id": name, "date": date, "title": name, "text": text} for name, date, text in articles]
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return build([file]).dataset.nquads
