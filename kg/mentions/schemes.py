"""Schemes, programmes and plans by their titles: `Đề án thí điểm …`, `Chương trình mục tiêu quốc gia …`.

A scheme is a paper where it is written like a name or begins as titles do; plans and programmes only where the state
numbers them by years or calls them so (kế hoạch phát triển kinh tế - xã hội 5 năm 2016 - 2020, chương trình mục tiêu).
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.grammar import Scan
from kg.lexicon import DocumentType
from kg.mentions.dates import near, reach, read_term
from kg.mentions.topics import MANY, VAGUE, is_draft, title_end
from kg.model import DocumentMention
from kg.text.fold import modern

_PLAN = re.compile(
    r"(?:phát triển kinh tế|đầu tư công)(?: [^\W\d_]+| -| ,){0,14}? (?:(?:5 năm|giai đoạn)(?: \()? )+"
    r"(?:19|20)\d\d - (?:19|20)\d\d"
)
_OF_LAWS = re.compile(r"xây dựng luật (?:, |và )?pháp lệnh(?: năm (?:19|20)\d\d)")
_PROGRAMME = re.compile(r"mục tiêu (?!của|quốc gia(?! [^\W\d_]))")
_NAMED_PROGRAMME = re.compile(r"(?:phát triển(?! liên)|tạo nguồn|đào tạo|quốc gia|xúc tiến)(?= )")
_SCHEME = re.compile(
    r"(?:thí điểm|xây dựng|phát triển|sáp nhập|hợp nhất|sắp xếp|thu hút|cải cách|thành lập|tái cơ cấu|đô thị|"
    r"chính quyền|nâng cao|đổi mới|tăng cường|chuyển|thay thế|tinh giản|thi tuyển|ủy quyền|quản lý|"
    r"ứng dụng|đào tạo|tổ chức|bảo tồn|tăng)(?= )"
)
_NO_SCHEME = re.compile(
    r"(?:nhân sự|công tác nhân sự|vị trí việc làm|xác định|tự chủ|chi tiết|tổng thể|trình|báo cáo|quy định|cụ thể|"
    r"lần|mới|quan trọng|trọng tâm|hoàn chỉnh|nghiên cứu|đưa|hướng|cũng|thực hiện|tốt|khả thi|chung|nêu|của|để|"
    r"với|có|trong|và|đến|theo|này|trên|là|do|về việc này)(?= |$)"
)


def read_scheme(scan: Scan, i: int, j: int, kind: DocumentType) -> DocumentMention | None:
    """The scheme, programme or plan that begins at token i and whose title begins at token j."""
    last = _end(scan, i, j, kind)
    if last - j < 3 or VAGUE.match(near(scan, j, last - j)):
        return None
    term, end = read_term(scan, last)
    last = end if term else scan.skip(last, ")") if "(" in scan.texts[j:last] else last
    draft = is_draft(scan, i)
    title = modern(scan.written(j, last))
    name = f"{'Dự thảo ' * draft}{kind.id.lower() if draft else kind.id} {title}"
    about = " ".join(scan.keys[j:last])
    base = scan.base(i, last, "document-topic")
    return replace(DocumentMention(*base, type=kind.id, name=name, about=about), last=j)


def _end(scan: Scan, i: int, j: int, kind: DocumentType) -> int:
    """The end of the title; j if it is none."""
    text = near(scan, j, 26)
    if kind.id == "Kế hoạch":
        return reach(j, m[0]) if (m := _PLAN.match(text)) else j
    if scan.key(i - 1) in MANY or scan.key(i - 1).isdigit():
        return j
    if kind.id == "Chương trình":
        if m := _OF_LAWS.match(text):
            return reach(j, m[0])
        named = scan.capital(i) and i > 0 and _NAMED_PROGRAMME.match(text)
        return title_end(scan, j) if named or _PROGRAMME.match(text) else j
    if kind.id != "Đề án" or _NO_SCHEME.match(text) or scan.key(i - 1) in ("lập", "có"):
        return j
    return title_end(scan, j) if (scan.capital(i) and i > 0) or scan.capital(j) or _SCHEME.match(text) else j
