// All figures of an event, source by source in the order of time, with who repeats whom behind them.

// `current` are the ties that the dialog is about.
function eventView(report, current) {
  const [{ event }] = current;
  const [, bracket, relays] = report.events.get(event) || [];
  if (!relays) return [];
  const [named, least, most] = bracket || [];
  const origins = bracket && `${least === most ? '' : `${number(least)} to `}${counted(most, 'independent origin')}`;
  const ties = inTime(report.ties.filter((tie) => tie.event === event));
  return [
    el('h3', 'All figures of this event'),
    bracket ? el('p', `Named by ${counted(named, 'source')}, resting on ${origins}.`) : null,
    el('div.scroll', { role: 'region', 'aria-label': 'Figures of this event', tabindex: 0 }, figures(ties, current)),
    report.cut ? el('p.small', 'Some figures are not listed.') : null,
    relays.length ? el('ul.more', ...relays.map((at) => relay(report, ...report.relays[at]))) : null,
  ];
}

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
    const figure = el('td', visible(tie.figure, 80), ': ', visible(tie.value, 80));
    return el('tr', current.includes(tie) ? { 'aria-current': true } : null, source, figure, ...tie.states.map((state) => el('td', mark(state))));
  });
  return el('table.figures', el('thead', el('tr', ...head)), el('tbody', ...lines));
}

function relay(report, source, via, document) {
  const [who, whom] = [source, via].map((id) => visible(report.nameOf(id), 80));
  return el('li', who, ' repeats ', whom, ...(document ? [', in ', visible(document, 80)] : []));
}
