"""The words of the page: `RELATIONS["passed_by"]` → `Relation("documents", "ban hành bởi", "issued by", …)`.

Keys are local names of the ontology, so a class or property finds its words without a line of code of its own.
"""

from typing import Final, NamedTuple


class Words(NamedTuple):
    """One thing in both languages of the page."""

    vi: str
    en: str


class Look(NamedTuple):
    """How a type of node is drawn: a shape of vis-network, one colour on a light ground and one on a dark ground."""

    vi: str
    en: str
    shape: str
    light: str
    dark: str


class Relation(NamedTuple):
    """A relation read forwards ("ban hành bởi") and backwards ("ban hành"); `group` decides the edge's colour."""

    group: str
    vi: str
    en: str
    back_vi: str
    back_en: str


# Colours of Okabe and Ito (told apart with any colour vision), darkened where they have to stand on white;
# the shape says the same a second time.
TYPES: Final[dict[str, Look]] = {
    "person": Look("Nhân vật", "People", "dot", "#0072b2", "#56b4e9"),
    "party": Look("Tổ chức Đảng", "Party bodies", "square", "#c8370a", "#ff7f50"),
    "state": Look("Cơ quan nhà nước", "State bodies", "triangle", "#b8860b", "#f0c238"),
    "mass": Look("Mặt trận, đoàn thể", "Mass organizations", "triangleDown", "#a8487f", "#e59cc6"),
    "other": Look("Tổ chức khác", "Other bodies", "square", "#6b7280", "#a3acb9"),
    "document": Look("Văn bản", "Documents", "diamond", "#007a5a", "#2fc79a"),
    "locality": Look("Địa phương", "Localities", "hexagon", "#5b6b16", "#b5c95a"),
    "event": Look("Đại hội, hội nghị", "Congresses, sessions", "star", "#6a3d9a", "#b794f4"),
}

# Class → type of node and what one thing of this class is called.
KINDS: Final[dict[str, tuple[str, Words]]] = {
    "Person": ("person", Words("Nhân vật", "Person")),
    "PartyBody": ("party", Words("Tổ chức Đảng", "Party body")),
    "StateBody": ("state", Words("Cơ quan nhà nước", "State body")),
    "MassOrganization": ("mass", Words("Mặt trận, đoàn thể", "Mass organization")),
    "OtherBody": ("other", Words("Tổ chức", "Body")),
    "Province": ("locality", Words("Tỉnh", "Province")),
    "Municipality": ("locality", Words("Thành phố trực thuộc Trung ương", "Municipality")),
    "District": ("locality", Words("Cấp huyện", "District")),
    "Commune": ("locality", Words("Cấp xã", "Commune")),
    "Hamlet": ("locality", Words("Thôn, khu phố", "Hamlet")),
    "Congress": ("event", Words("Đại hội", "Congress")),
    "Session": ("event", Words("Hội nghị, kỳ họp", "Session")),
    "Directive": ("document", Words("Chỉ thị", "Directive")),
    "Resolution": ("document", Words("Nghị quyết", "Resolution")),
    "Conclusion": ("document", Words("Kết luận", "Conclusion")),
    "Decision": ("document", Words("Quyết định", "Decision")),
    "Regulation": ("document", Words("Quy định", "Regulation")),
    "Bylaw": ("document", Words("Quy chế", "Bylaw")),
    "Plan": ("document", Words("Kế hoạch", "Plan")),
    "Guidance": ("document", Words("Hướng dẫn", "Guidance")),
    "Notice": ("document", Words("Thông báo", "Notice")),
    "Report": ("document", Words("Báo cáo", "Report")),
    "Programme": ("document", Words("Chương trình", "Programme")),
    "Scheme": ("document", Words("Đề án", "Scheme")),
    "Submission": ("document", Words("Tờ trình", "Submission")),
    "Decree": ("document", Words("Nghị định", "Decree")),
    "Circular": ("document", Words("Thông tư", "Circular")),
    "Law": ("document", Words("Luật", "Law")),
    "OfficialLetter": ("document", Words("Công văn", "Official letter")),
    "Telegram": ("document", Words("Công điện", "Telegram")),
    "OfficialDocument": ("document", Words("Văn bản", "Official document")),
}

RELATIONS: Final[dict[str, Relation]] = {
    "Tenure": Relation("office", "giữ chức", "holds office", "người giữ chức", "held by"),
    "RoleChange": Relation("change", "biến động nhân sự", "change of office", "biến động nhân sự", "change of office"),
    "jurisdiction": Relation("place", "phụ trách địa bàn", "has jurisdiction over", "địa bàn của", "is governed by"),
    "containedInPlace": Relation("place", "thuộc", "is in", "gồm", "contains"),
    "succeededBy": Relation("place", "được kế tục bởi", "succeeded by", "kế tục", "succeeds"),
    "birthPlace": Relation("place", "nơi sinh", "born in", "nơi sinh của", "birthplace of"),
    "subOrganizationOf": Relation("structure", "trực thuộc", "part of", "có đơn vị trực thuộc", "has unit"),
    "passed_by": Relation("documents", "ban hành bởi", "issued by", "ban hành", "issued"),
    "implements": Relation("documents", "triển khai thực hiện", "carries out", "được triển khai bởi", "carried out by"),
    "based_on": Relation("documents", "căn cứ", "based on", "là căn cứ của", "is the basis of"),
    "amends": Relation("documents", "sửa đổi, bổ sung", "amends", "được sửa đổi bởi", "amended by"),
    "repeals": Relation("documents", "bãi bỏ, thay thế", "repeals", "bị bãi bỏ bởi", "repealed by"),
    "candidate": Relation("documents", "có thể là", "may be", "có thể được nói đến ở", "may be meant by"),
    "about": Relation("documents", "nói về", "is about", "được nói đến trong", "is a subject of"),
    "organizer": Relation("event", "tổ chức bởi", "organized by", "tổ chức", "organized"),
    "location": Relation("event", "diễn ra tại", "takes place in", "nơi diễn ra", "hosts"),
}

# Colours of edges: light ground, dark ground.
GROUPS: Final[dict[str, tuple[str, str]]] = {
    "office": ("#3b6fa0", "#6fa8dc"),
    "change": ("#b3541e", "#f2a071"),
    "place": ("#77803a", "#a9b665"),
    "structure": ("#7a7f87", "#99a1ad"),
    "documents": ("#2c8068", "#57b89c"),
    "event": ("#7d5aa6", "#b39ad6"),
}

CHANGES: Final[dict[str, Words]] = {
    "Election": Words("được bầu", "elected"),
    "Reelection": Words("tái đắc cử", "re-elected"),
    "Appointment": Words("được bổ nhiệm, chỉ định", "appointed"),
    "Transfer": Words("được điều động", "transferred"),
    "Removal": Words("thôi giữ chức", "removed"),
    "Resignation": Words("từ chức", "resigned"),
    "Discipline": Words("bị kỷ luật", "disciplined"),
    "Nomination": Words("được giới thiệu", "nominated"),
    "Retirement": Words("nghỉ hưu", "retired"),
    "RoleChange": Words("thay đổi chức vụ", "change of office"),
}

STATUSES: Final[dict[str, Words]] = {
    "current": Words("đương nhiệm", "current"),
    "former": Words("nguyên, trước đây", "former"),
    "incoming": Words("sắp nhận", "incoming"),
    "proposed": Words("đề xuất", "proposed"),
    "approved": Words("đã thông qua", "approved"),
    "effective": Words("có hiệu lực", "effective"),
}

# Properties shown as plain lines, in the order of the panel.
DETAILS: Final[dict[str, Words]] = {
    "altLabel": Words("Tên khác", "Other names"),
    "honorificPrefix": Words("Xưng hô", "Honorific"),
    "rank": Words("Cấp hàm", "Rank"),
    "birthDate": Words("Ngày sinh", "Born"),
    "bodyType": Words("Loại hình", "Kind of body"),
    "level": Words("Cấp", "Level"),
    "id_local": Words("Ký hiệu", "Symbol"),
    "date_document": Words("Ngày ban hành", "Date of issue"),
    "about": Words("Về việc", "About"),
    "ordinal": Words("Lần thứ", "Ordinal"),
    "inTerm": Words("Nhiệm kỳ", "Term"),
    "startDate": Words("Từ", "From"),
    "endDate": Words("Đến", "Until"),
    "date": Words("Ngày", "Date"),
    "form": Words("Hình thức", "Form"),
    "decidedBy": Words("Quyết định bởi", "Decided by"),
    "underDocument": Words("Theo văn bản", "Under document"),
    "observedOn": Words("Ghi nhận ngày", "Observed on"),
    "officialCode": Words("Mã hành chính", "Official code"),
    "validFrom": Words("Có từ", "Valid from"),
    "validUntil": Words("Có đến", "Valid until"),
}

LEVELS: Final[dict[str, Words]] = {
    "central": Words("Trung ương", "central"),
    "province": Words("cấp tỉnh", "province"),
    "district": Words("cấp huyện", "district"),
    "commune": Words("cấp xã", "commune"),
    "grassroots": Words("cơ sở", "grassroots"),
}
