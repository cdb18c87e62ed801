// The page's own words, Vietnamese and English.  Words about the graph come with the data.

const TEXT = {
  title: ['Đồ thị tri thức', 'Knowledge graph'],
  subtitle: ['nhân sự · tổ chức · văn bản · địa phương', 'people · bodies · documents · places'],
  search: ['Tìm người, tổ chức, văn bản, địa phương… (không cần dấu)', 'Find people, bodies, documents, places… (no accents needed)'],
  hits: ['Kết quả tìm kiếm', 'Search results'],
  noHits: ['Không tìm thấy', 'Nothing found'],
  filters: ['Bộ lọc', 'Filters'],
  table: ['Bảng', 'Table'],
  savePng: ['Lưu hình PNG', 'Save as PNG'],
  saveCsv: ['Lưu các sự kiện đang hiện thành CSV', 'Save the facts shown as CSV'],
  otherLanguage: ['English', 'Tiếng Việt'],
  switchLanguage: ['Switch to English', 'Chuyển sang tiếng Việt'],
  theme: ['Nền sáng hoặc tối', 'Light or dark'],
  legend: ['Chú giải và bộ lọc', 'Legend and filters'],
  types: ['Loại thực thể', 'Types'],
  relations: ['Quan hệ', 'Relations'],
  statuses: ['Tình trạng', 'Status'],
  all: ['Hiện tất cả', 'Show all'],
  scope: ['Phạm vi', 'Scope'],
  depth: ['Số bước', 'Steps'],
  step: ['{0} bước', '{0} step'],
  steps: ['{0} bước', '{0} steps'],
  nearOf: ['Lân cận của', 'Around'],
  mostConnected: ['Nối nhiều nhất', 'Best connected'],
  whole: ['Toàn bộ', 'Whole graph'],
  showingAll: ['Toàn bộ đồ thị', 'The whole graph'],
  showingTop: ['{0} nút nối nhiều nhất trong {1} nút', 'The {0} best connected of {1} nodes'],
  cut: ['· chỉ vẽ {0} nút nối nhiều nhất', '· only the {0} best connected are drawn'],
  count: ['{0}/{1} nút · {2}/{3} quan hệ', '{0}/{1} nodes · {2}/{3} relations'],
  canvas: [
    'Đồ thị. Phím mũi tên để di chuyển, + và − để phóng to, thu nhỏ. Nút Bảng cho cùng nội dung dạng bảng.',
    'The graph. Arrow keys move it, + and − zoom. The Table button shows the same as a table.',
  ],
  zoom: ['Phóng to, thu nhỏ', 'Zoom'],
  zoomIn: ['Phóng to', 'Zoom in'],
  zoomOut: ['Thu nhỏ', 'Zoom out'],
  zoomFit: ['Vừa khung hình', 'Fit to window'],
  nothingShown: ['Bộ lọc đã ẩn tất cả. Hãy bật lại một loại thực thể.', 'The filters hide everything. Turn a type on again.'],
  noData: ['Đồ thị này chưa có thực thể nào.', 'This graph holds nothing yet.'],
  panel: ['Chi tiết', 'Details'],
  close: ['Đóng', 'Close'],
  focus: ['Xem lân cận', 'Focus'],
  path: ['Tìm đường tới…', 'Find the way to…'],
  pathTo: ['Từ {0} tới ai, tới đâu?', 'From {0} to whom, to what?'],
  pathBetween: ['Đường đi ngắn nhất', 'Shortest way'],
  pathSteps: ['Đường đi ngắn nhất: {0} bước', 'Shortest way: {0} steps'],
  noPath: ['Không có đường đi qua các quan hệ đang hiện', 'No way over the relations shown'],
  source: ['bài gốc', 'source'],
  inArticle: ['xem trong bài', 'show in the article'],
  articleText: ['Toàn văn bài', 'Text of the article'],
  characters: ['ký tự {0}–{1}', 'characters {0}–{1}'],
  rule: ['quy tắc {0}', 'rule {0}'],
  confidence: ['độ tin cậy {0}%', 'confidence {0}%'],
  noQuote: ['Dữ liệu tham chiếu, không trích từ bài', 'Reference data, not quoted from an article'],
  facts: ['Sự kiện', 'Facts'],
  about: ['Về chính thực thể này', 'About itself'],
  mentions: ['Được nhắc đến', 'Mentions'],
  more: ['Hiện thêm {0}', 'Show {0} more'],
  moreQuotes: ['thêm {0} trích dẫn', '{0} more quotes'],
  hiddenFacts: ['{0} sự kiện bị bộ lọc ẩn', '{0} facts are hidden by the filters'],
  overview: ['Tổng quan', 'Overview'],
  overviewHint: [
    'Chọn một nút hoặc một quan hệ để đọc từng sự kiện cùng lời trích nguyên văn.',
    'Choose a node or a relation to read each fact with its verbatim quotes.',
  ],
  hubs: ['Nối nhiều nhất', 'Best connected'],
  articles: ['Nguồn bài', 'Articles'],
  untitled: ['(không có tiêu đề)', '(untitled)'],
  iri: ['Định danh', 'Identifier'],
  nodesTable: ['Thực thể', 'Things'],
  factsTable: ['Sự kiện', 'Facts'],
  name: ['Tên', 'Name'],
  type: ['Loại', 'Type'],
  note: ['Ghi chú', 'Note'],
  links: ['Quan hệ', 'Relations'],
  subject: ['Chủ thể', 'Subject'],
  relation: ['Quan hệ', 'Relation'],
  object: ['Đối tượng', 'Object'],
  status: ['Tình trạng', 'Status'],
  quote: ['Trích dẫn', 'Quote'],
};

const LANGUAGES = ['vi', 'en'];

const say = (key, ...values) =>
  TEXT[key][LANGUAGES.indexOf(state.lang)].replace(/\{(\d)\}/g, (_, n) => values[n]);

// One of a pair [Vietnamese, English].
const inWords = (pair, otherwise = '') => (pair ? pair[LANGUAGES.indexOf(state.lang)] : otherwise);

const number = value => value.toLocaleString(state.lang === 'vi' ? 'vi-VN' : 'en-GB');

// 2020-08-12 → 12/08/2020, as dates are written in Vietnam.
const day = date => date.split('-').reverse().join('/');

function translate() {
  document.documentElement.lang = state.lang;
  document.title = `${say('title')}: ${say('subtitle')}`;
  for (const element of document.querySelectorAll('[data-say]')) element.textContent = say(element.dataset.say);
  for (const element of document.querySelectorAll('[data-hint]')) element.placeholder = say(element.dataset.hint);
  for (const element of document.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', say(element.dataset.label));
    if (element.matches('.icon, .tools button')) element.title = say(element.dataset.label);
  }
}
