// The shortest way from one node to another over the relations shown, with the evidence of every step.

let pathFrom = -1; // the reader has chosen where to start and now chooses where to go

// The nodes of the way, both ends included; [] where there is none.  Hubs are taken last among equals.
function pathBetween(from, to) {
  const before = new Map([[from, -1]]);
  let border = [from];
  while (border.length && !before.has(to)) {
    const next = [];
    for (const id of border) {
      for (const arrow of things[id].arrows) {
        const other = otherEnd(arrow, id);
        if (before.has(other) || !arrowShown(arrow) || isHidden('type', things[other].type)) continue;
        before.set(other, id);
        next.push(other);
      }
    }
    border = next.sort((a, b) => things[a].arrows.length - things[b].arrows.length || a - b);
  }
  const way = [];
  for (let id = before.has(to) ? to : -1; id >= 0; id = before.get(id)) way.unshift(id);
  return way;
}

const joining = (a, b) => things[a].arrows.filter(arrow => otherEnd(arrow, a) === b && arrowShown(arrow));

function pathPanel() {
  const [from, to] = state.center;
  const way = pathBetween(from, to);
  const steps = way.slice(1).flatMap((id, n) => joining(way[n], id)).flatMap(arrow => arrow.facts.filter(factShown));
  return [
    make('button', { type: 'button', class: 'icon close', 'aria-label': say('close'), title: say('close'), on: { click: () => go({ scope: 'start', center: [] }) } }, make('span', { 'aria-hidden': 'true' }, '×')),
    make('p', { class: 'kind' }, way.length ? say('pathSteps', way.length - 1) : say('noPath')),
    make('h2', { class: 'ends' }, nodeButton(from), make('span', { class: 'way' }, '→'), nodeButton(to)),
    ...steps.map(fact => factLine(fact, -1)),
  ];
}

function askForPathEnd(id) {
  pathFrom = id;
  const box = byId('query');
  box.value = '';
  box.placeholder = say('pathTo', things[id].label);
  box.focus();
}
