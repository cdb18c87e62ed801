"""Documents known by what they are about: `Nghị quyết về kinh tế biển`, `quy định của Bộ Chính trị về kỷ luật`.

What orders by itself (nghị quyết, chỉ thị, nghị định) is a document wherever it says about what; a quy định only
where it is the Party's or has just been issued, for "vi phạm quy định về đất đai" names none.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.grammar import Scan
from kg.lexicon import DocumentType, body_types
from kg.mentions.bodies import read_body
from kg.mentions.dates import near, reach, read_date
from kg.mentions.titles import read_issuer
from kg.model import BodyMention, DocumentMention
from kg.reference.known import known_bodies
from kg.text.fold import modern

_ORDERS = frozenset(("Nghị quyết", "Chỉ thị", "Nghị định", "Thông tư", "Pháp lệnh"))
_OWNED = frozenset(("Quy định", "Kết luận"))
_EPITHET = re.compile(r"(?:chuyên đề|liên tịch|mới)(?= )")
MANY = frozenset(("các", "những", "nhiều", "mọi", "số", "hai", "ba", "bốn", "từng"))
_ISSUED = re.compile(r"(?:ban hành|thông qua|ký|ra|dự thảo)(?: bản| các)?\Z")
_LEAD = re.compile(r"về(?: việc)?(?= )")
_FORMULA = re.compile(
    r"(?:quy định(?! rõ)|phê chuẩn(?! việc)|đẩy mạnh|tăng cường|nâng cao|hướng dẫn|quản lý|điều chỉnh|bổ sung|"
    r"phát triển|công nhận|đặt tên|thành lập|sắp xếp|phê duyệt|hỗ trợ|xử lý|chấn chỉnh|nghiêm cấm|"
    r"một số)(?= [^\W\d_]+ )"
)
_INSPECTED = re.compile(r"thanh tra (?:về(?: việc)?|liên quan đến|việc)(?= )")
# Acts on somebody's office ("bầu cử" is none), and what says nothing.
_NO_TITLE = re.compile(
    r"(?:miễn nhiệm|bãi nhiệm|bổ nhiệm|bầu(?! cử)|phê chuẩn việc|(?:công tác )?nhân sự|(?:tạm )?đình chỉ|khởi tố|"
    r"thôi|xóa tư cách|cho|(?:xử lý )?kỷ luật(?! (?:đảng viên|tổ chức|cán bộ))|thi hành kỷ luật|điều động|"
    r"(?:các )?vấn đề|nội dung|(?:các |những )?(?:sai phạm|vi phạm|khuyết điểm)(?! ))(?= |$)"
)
# What goes on with a title behind a comma: cơ chế, chính sách; kiểm tra, giám sát; … đến năm 2030, tầm nhìn đến 2045.
_GOES_ON = re.compile(
    r"(?:đảng viên|chính sách|công chức|viên chức|thu nhập|tầm nhìn|giám sát|nhiệm vụ|quyền hạn|sử dụng|nâng cao|"
    r"chỉ đạo|thủ tục|cơ cấu|luân chuyển|sắp xếp|tiêu chí|định mức|giới thiệu|hiệu quả|chống|bảo vệ|ngân sách|đạo đức|"
    r"phong cách|làm theo|phường|xã|huyện|quản lý|giáo dục|thành ủy|huyện ủy|quận ủy)(?= |$)"
)
_ENDS = re.compile(
    r"(?:đã|đang|sẽ|vừa|bị|mà|thì|là|do|bởi|nhằm|để|khi|nếu|nên|nêu(?! gương)|yêu cầu|đề ra|khẳng định|chỉ rõ|"
    r"chỉ ra|xác định|quyết định|ban hành|gồm|đều|trình(?! (?:độ|tự))|vẫn|cũng|còn|chưa|rất|theo(?! (?:dõi|"
    r"mô hình|hình thức|phương thức))|như|sau(?! đại học)|trước|sáng|chiều|tối|trong đó|trong khi|thay(?! đổi)|"
    r"có hiệu lực|có nội dung|có ý|có nhiều|có thể|với (?:tỷ|đa|số|sự|\d)|từ ngày|từ khi|kể từ|tại (?:kỳ|phiên|"
    r"cuộc|hội|buổi|đại|đây|điều)|vào|ngày|hiện (?:nay|tại|đang)|gửi|kèm|cho biết|cho rằng|hay|hoặc|cần(?! thiết)|"
    r"phải|nhưng|và (?:đã|đang|sẽ|được|ra|có|đề xuất|yêu cầu|giao|triển khai (?!thực|các)[^ ]+)|đến (?:các|từng)|"
    r"gây|trong (?:việc|\d+|vòng)|hướng tới|bắt đầu|kết thúc|đề xuất|dự kiến|lần này|với (?:mục tiêu|hai|ba))(?= |"
    r"$)"
)
VAGUE = re.compile(r"(?:.* )?(?:này|đó|trên|kia|liên quan|như vậy)\Z")
# Second halves that no compound of the lexicon has: trang | bị, tự | do.
_HALVES = frozenset(("chuẩn bị", "trang bị", "thiết bị", "tự do", "làm theo", "học theo", "không còn"))
_AND_MORE = re.compile(r"và (?:các |những |một số )?")
_TRAILING = frozenset(("từ", "vào", "của", "cho", "với", "và", "tại", "trong", "về", "đến", "ở", "có", "được", "-"))
_MOST = 60


def read_topic(scan: Scan, i: int, j: int, kind: DocumentType) -> DocumentMention | None:
    """The document of this kind that begins at token i, known by what stands behind its type at token j.

    What the title names (bodies, places) is read on its own: the mention ends before it, its quote does not.
    """
    orders = kind.id in _ORDERS or (kind.id == "Luật" and scan.capital(i) and scan.key(i - 1) != "của")
    if not (orders or kind.id in _OWNED) or scan.key(i - 1) in MANY or scan.key(i - 1).isdigit():
        return None
    epithet = _EPITHET.match(near(scan, j, 3))
    start = reach(j, epithet[0]) if epithet else j
    issuer, at = _owner(scan, start)
    if scan.key(at) in ("của", "do"):
        return None  # nghị quyết của Đảng: whose it is says nothing
    issued = bool(_ISSUED.search(" ".join(scan.keys[max(i - 3, 0) : i])))
    lead = (_INSPECTED if kind.id == "Kết luận" else _LEAD).match(near(scan, at, 6))
    lead = lead or (_FORMULA.match(near(scan, at, 4)) if issued and kind.id in _ORDERS else None)
    if lead is None or not (orders or _is_paper(scan, i, kind, issuer, issued=issued, lead=lead[0])):
        return None
    first = at if lead.re is _FORMULA else reach(at, lead[0])
    last = title_end(scan, first)
    title = " ".join(scan.keys[first:last])
    if last - first < 3 or _NO_TITLE.match(title) or VAGUE.match(title):
        return None
    draft = is_draft(scan, i)
    name = f"{'dự thảo ' * draft}{kind.id.lower()} {modern(scan.written(at, last))}"
    name = name[0].upper() + name[1:]
    base = scan.base(i - 2 if draft else i, last, "document-topic")
    return replace(DocumentMention(*base, type=kind.id, name=name, issuer=issuer, about=title), last=at)


def is_draft(scan: Scan, i: int) -> bool:
    """Whether the words before a document's type call it a draft: dự thảo | nghị quyết về …."""
    return (scan.key(i - 2), scan.key(i - 1)) == ("dự", "thảo")


def read_about(scan: Scan, j: int) -> str:
    """What a numbered document is about: Quy định 47 | về những điều đảng viên không được làm; "" if not said."""
    lead = _LEAD.match(near(scan, j, 3))
    first = reach(j, lead[0]) if lead else j
    return " ".join(scan.keys[first : title_end(scan, first)]) if lead else ""


def _owner(scan: Scan, j: int) -> tuple[BodyMention | None, int]:
    """`của Bộ Chính trị`, or the body right behind the type: nghị quyết HĐND tỉnh X."""
    issuer, at = read_issuer(scan, j)
    if issuer or scan.key(j) in ("của", "do"):
        return issuer, at
    body = read_body(scan, j, lone=True)
    return (body, body.last) if body and body.type != "Thanh tra" else (None, j)


def _is_paper(scan: Scan, i: int, kind: DocumentType, issuer: BodyMention | None, *, issued: bool, lead: str) -> bool:
    """Whether a quy định or kết luận is one paper: a Party body's, one that is issued, or written like a name."""
    if kind.id == "Kết luận":
        return lead.startswith("thanh tra")
    if "quyết định số" in near(scan, max(i - 30, 0), min(i, 30)):
        return False  # it is a part of the decision that puts it into force
    named = scan.capital(i) and i > 0 and scan.texts[i - 1] not in ("“", '"', "”", "-", ":", "(")
    return named or issued or (issuer is not None and _of_the_party(issuer))


def _of_the_party(body: BodyMention) -> bool:
    kind = known_bodies()[body.type].kind if body.known else body_types()[body.type].kind
    return kind in ("party", "parent")


def title_end(scan: Scan, first: int) -> int:
    """The end of a title that begins at token `first`; `first` itself when it is about a person or has no end."""
    last = first
    while last < min(scan.size, first + _MOST):
        if not _continues(scan, last, first):
            break
        if scan.longest("honorifics", last):
            return first
        last += 1
    while last > first and scan.keys[last - 1] in _TRAILING:
        last -= 1
    last -= 2 if near(scan, last - 2, 2) == "tp ." else 0
    return first if last - first >= _MOST else last


def _continues(scan: Scan, k: int, first: int) -> bool:
    """Whether token k belongs to the title before it."""
    text = scan.texts[k]
    if text == ",":
        return k > first and bool(_GOES_ON.match(near(scan, k + 1, 3)))
    if text in ("-", "–"):
        return k > first and k + 1 < scan.size and not scan.capital(k + 1)
    if not text[0].isalnum():
        return text in ("/", "%", "&") or (text == "." and scan.key(k - 1) in ("tp", "q", "p"))
    if scan.key(k) == "được" and scan.key(k - 1) != "không":
        return False
    more = _AND_MORE.match(near(scan, k, 4))
    if more and scan.longest("document", reach(k, more[0])):
        return False  # … và các quy định của Đảng
    if near(scan, k, 2) == "quy định":
        return k == first or scan.key(k - 1) in ("các", "những", "hành", "hiện", "có")
    half = near(scan, k - 1, 2) in _HALVES or any(hit.last > k for hit in scan.every("compounds", k - 1))
    if scan.key(k) == "năm" or half:
        return True
    return not _ENDS.match(near(scan, k, 4)) and read_date(scan, k) is None
