// Search as you type, blind to diacritics, case and đ/d; namesakes are told apart by the note beneath the name.

const searchKeys = things.map(thing => [thing.label, ...thing.aliases].map(plain));
const notesKeys = things.map(thing => plain(thing.note));
let hits = [];
let marked = -1;

// How well a thing answers; lower is better, Infinity not at all.
function distance(id, query, queryWords) {
  let best = Infinity;
  searchKeys[id].forEach((key, n) => {
    if (!queryWords.every(word => key.includes(word))) return;
    const at = ` ${key}`.indexOf(` ${query}`);
    const place = key === query ? 0 : at === 0 ? 1 : at > 0 ? 1.2 : key.includes(query) ? 2 : 3;
    best = Math.min(best, place + (n ? 0.3 : 0) + Math.min(0.9, 0.02 * (key.length - query.length)));
  });
  if (best === Infinity && queryWords.every(word => searchKeys[id].some(key => key.includes(word)) || notesKeys[id].includes(word))) {
    return searchKeys[id].some(key => queryWords.some(word => key.includes(word))) ? 5 : Infinity;
  }
  return best;
}

function search(text) {
  const query = plain(text);
  if (!query) return [];
  const queryWords = query.split(' ');
  return things
    .map(({ id }) => [distance(id, query, queryWords) - Math.min(0.5, 0.05 * things[id].arrows.length), id])
    .filter(([score]) => score < Infinity)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
    .slice(0, 12)
    .map(([, id]) => id);
}

function showHits() {
  const box = byId('query');
  const list = byId('hits');
  hits = search(box.value);
  marked = hits.length ? 0 : -1;
  list.replaceChildren(...(hits.length ? hits.map(hitLine) : [make('li', { class: 'none', role: 'option', 'aria-disabled': 'true' }, say('noHits'))]));
  const open = plain(box.value) !== '';
  list.hidden = !open;
  box.setAttribute('aria-expanded', String(open));
  markHit();
}

function hitLine(id, n) {
  const thing = things[id];
  return make(
    'li', { id: `hit-${n}`, role: 'option', on: { mousedown: event => { event.preventDefault(); takeHit(n); } } },
    typeIcon(thing.type),
    make('span', {}, make('strong', {}, thing.label), make('small', {}, [inWords(words.kinds[thing.kind]), thing.note].filter(Boolean).join(' · '))),
  );
}

function markHit() {
  byId('hits').querySelectorAll('[id]').forEach((line, n) => {
    line.setAttribute('aria-selected', String(n === marked));
    if (n === marked) line.scrollIntoView({ block: 'nearest' });
  });
  if (marked >= 0) byId('query').setAttribute('aria-activedescendant', `hit-${marked}`);
  else byId('query').removeAttribute('aria-activedescendant');
}

function closeHits() {
  byId('hits').hidden = true;
  byId('query').setAttribute('aria-expanded', 'false');
  byId('query').removeAttribute('aria-activedescendant');
}

function takeHit(n) {
  if (hits[n] === undefined) return;
  byId('query').value = things[hits[n]].label;
  closeHits();
  if (pathFrom >= 0 && pathFrom !== hits[n]) go({ scope: 'path', center: [pathFrom, hits[n]], node: -1, arrow: -1 });
  else {
    choose(hits[n]);
    showNode(hits[n]);
  }
  pathFrom = -1;
  byId('panel').focus({ preventScroll: true });
}

function startSearch() {
  const box = byId('query');
  box.addEventListener('input', showHits);
  box.addEventListener('focus', () => box.value && showHits());
  box.addEventListener('blur', () => {
    closeHits();
    pathFrom = -1;
    box.placeholder = say('search');
  });
  box.addEventListener('keydown', event => {
    if (event.key === 'Enter') takeHit(marked);
    else if (event.key === 'Escape') closeHits();
    else if (event.key === 'ArrowDown') marked = Math.min(hits.length - 1, marked + 1);
    else if (event.key === 'ArrowUp') marked = Math.max(0, marked - 1);
    else return;
    event.preventDefault();
    markHit();
  });
  document.addEventListener('keydown', event => {
    if (event.key === '/' && !event.target.closest('input, dialog')) {
      event.preventDefault();
      box.focus();
    }
  });
}
