// The article's text with the quote marked, offline.

// Offsets count code points; JavaScript strings count UTF-16 units.
function units(text, codePoints) {
  let at = 0;
  for (let n = 0; n < codePoints; n += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

const oneLineEnd = text => text.replace(/\r\n?/g, '\n');

function openReader(article, quote) {
  const { text } = article;
  byId('reader-title').textContent = article.title || say('untitled');
  byId('reader-source').replaceChildren(
    [article.publisher, article.date && day(article.date)].filter(Boolean).join(' · '),
    ...(isWeb(article.url) ? [' · ', link(article.url, `${say('source')} ↗`)] : []),
  );
  const body = byId('reader-text');
  if (quote) {
    const [start, end] = [units(text, quote.start), units(text, quote.end)];
    const mark = make('mark', {}, oneLineEnd(text.slice(start, end)));
    body.replaceChildren(oneLineEnd(text.slice(0, start)), mark, oneLineEnd(text.slice(end)));
  } else body.replaceChildren(oneLineEnd(text));
  byId('reader').showModal();
  body.scrollTop = 0;
  body.querySelector('mark')?.scrollIntoView({ block: 'center' });
}

function startReader() {
  const reader = byId('reader');
  byId('reader-close').addEventListener('click', () => reader.close());
  // A click beside the text closes it, as readers expect.
  reader.addEventListener('click', event => event.target === reader && reader.close());
}
