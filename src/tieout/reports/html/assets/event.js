// All figures of an event, source by source in the order of time, and what is told of it in words: pieces of text, of
// which every second one is the data's own.

// `current` are the ties that the dialog is about, where it is not about the event.
function eventView(report, event, current = []) {
  if (!event) return [];
  const { bracket, notes } = event;
  return [
    el('h3', 'All figures of this event'),
    bracket ? el('p', `Named by ${counted(bracket[0], 'source')}, resting on ${origins(bracket)}.`) : null,
    el('div.scroll', { role: 'region', 'aria-label': 'Figures of this event', tabindex: 0 }, figures(inTime(event.ties), current)),
    unlisted(report.cut),
    notes.length ? el('h3', 'In words') : null,
    el('ul.more', ...notes.map((note) => el('li', ...note.map((piece, at) => (at % 2 ? visible(piece, 200) : piece))))),
  ];
}

const unlisted = (cut) => (cut ? el('p.small', 'Some figures are not listed.') : null);

const origins = ([, least, most]) => (least === most ? '' : `${number(least)} to `) + counted(most, 'independent origin');

// Sources in the order of their first report, each with its figures in the order of time; what has no time comes last.
function inTime(ties) {
  const timed = ties.map((tie) => [tie.name, tie.reported || '\uffff', tie]).sort();
  const first = new Map(timed.toReversed());
  return timed.sort(([a], [b]) => ordered(first.get(a), first.get(b))).map(([, , tie]) => tie);
}

function figures(ties, current) {
  const head = ['According to', 'Figure', ...LINKS].map((words) => th(capital(words)));
  const lines = ties.map((tie) => {
    const source = el('td', visible(tie.name, 80), tie.reported ? el('span.place', visible(tie.reported, 40)) : null);
    const figure = el('td', visible(tie.figure, 80), ': ', visible(tie.value, 80), el('span.place', visible(tie.words[3])));
    return el('tr', current.includes(tie) ? { 'aria-current': true } : null, source, figure, ...tie.states.map((state, at) => el('td', { 'data-label': LINKS[at] }, mark(state))));
  });
  return el('table.list', el('thead', el('tr', ...head)), el('tbody', ...lines));
}
