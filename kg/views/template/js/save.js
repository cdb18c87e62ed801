// What is shown, as a file: the picture as PNG, the facts as CSV.

function download(blob, name) {
  const address = URL.createObjectURL(blob);
  make('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function savePng() {
  const drawn = byId('canvas').querySelector('canvas');
  const picture = make('canvas', { width: drawn.width, height: drawn.height });
  const context = picture.getContext('2d');
  context.fillStyle = ground(); // the canvas itself is transparent
  context.fillRect(0, 0, drawn.width, drawn.height);
  context.drawImage(drawn, 0, 0);
  picture.toBlob(blob => download(blob, 'kg.png'), 'image/png');
}

// A spreadsheet takes a cell that begins with one of these for a formula, and texts come from outside: ' makes it text.
const csvCell = value => {
  const text = String(value ?? '');
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
};

const CSV_COLUMNS = [
  'subject', 'subject_iri', 'relation', 'label', 'object', 'object_iri', 'status', 'dates', 'rule', 'confidence',
  'quote', 'start', 'end', 'article', 'article_date', 'article_iri', 'url',
];

function csvRows(fact) {
  const [source, target] = [things[fact.source], things[fact.target]];
  const what = [
    source.label, source.iri, fact.relation || fact.kind, factLabel(fact), target?.label, target?.iri,
    fact.status, factDates(fact), fact.rule, fact.confidence || '',
  ];
  const evidence = fact.quotes.length ? fact.quotes.map(id => quotes[id]) : [{}];
  return evidence.map(({ exact, start, end, article }) =>
    [...what, exact, start, end, article?.title, article?.date, article?.iri, article?.url].map(csvCell).join(','));
}

function saveCsv() {
  const lines = [CSV_COLUMNS.join(','), ...shownFacts().flatMap(csvRows)];
  // The byte order mark makes spreadsheets read Vietnamese letters right.
  download(new Blob(['\ufeff', lines.join('\r\n'), '\r\n'], { type: 'text/csv;charset=utf-8' }), 'kg.csv');
}
