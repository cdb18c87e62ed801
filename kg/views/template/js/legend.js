// The legend is the filter: each line shows how a sort is drawn, how many there are, and turns it on or off.

const countBy = (list, key) => {
  const count = new Map();
  for (const item of list) count.set(item[key], (count.get(item[key]) || 0) + 1);
  return count;
};

const SORTS = [
  { sort: 'type', title: 'types', names: Object.keys(words.types), count: countBy(things, 'type'), icon: typeIcon, text: name => words.types[name][state.lang] },
  { sort: 'relation', title: 'relations', names: Object.keys(words.relations), count: countBy(facts, 'relation'), icon: relationIcon, text: name => words.relations[name][state.lang] },
  { sort: 'status', title: 'statuses', names: Object.keys(words.statuses), count: countBy(facts, 'status'), icon: statusIcon, text: name => inWords(words.statuses[name]) },
];

function drawLegend() {
  const focused = document.activeElement?.id;
  byId('legend').replaceChildren(...SORTS.map(legendGroup).filter(Boolean));
  if (focused?.startsWith('show-')) byId(focused)?.focus();
}

function legendGroup({ sort, title, names, count, icon, text }) {
  const present = names.filter(name => count.get(name));
  if (!present.length) return null;
  const anyHidden = present.some(name => isHidden(sort, name));
  return make(
    'fieldset', {},
    make('legend', {}, say(title)),
    ...present.map(name => legendLine(sort, name, icon(name), text(name), count.get(name))),
    anyHidden ? make('button', { type: 'button', class: 'plain', on: { click: () => showAll(sort) } }, say('all')) : null,
  );
}

function legendLine(sort, name, icon, text, count) {
  const box = make('input', {
    type: 'checkbox', id: `show-${sort}-${name}`, checked: !isHidden(sort, name), on: { change: () => toggle(sort, name) },
  });
  return make('label', {}, box, icon, make('span', {}, text), make('span', { class: 'number' }, number(count)));
}

function toggle(sort, name) {
  const hidden = new Set(state.hidden);
  const key = `${sort}:${name}`;
  if (!hidden.delete(key)) hidden.add(key);
  go({ hidden }, { step: false });
}

const showAll = sort => go({ hidden: new Set([...state.hidden].filter(name => !name.startsWith(`${sort}:`))) }, { step: false });
