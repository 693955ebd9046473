// The list of figures with their five links, and what the dialog shows of one.

const TIE_FIELDS = [
  ['Event', ({ event }) => event || ''],
  ['Figure', ({ figure }) => figure],
  ['Value', ({ value }) => value, ({ value, words }) => [visible(value, 300), el('span.place', visible(words[3]))]],
  ['According to', ({ name }) => name || ''],
  ...LINKS.map((link, at) => [capital(link), ({ states }) => states[at], ({ states }) => [mark(states[at])]]),
];

class Ties extends Listing {
  constructor(report, dialog) {
    super('ties', 'figure', TIE_FIELDS, report.ties, report, dialog);
    this.sources = [...new Set(report.ties.map(({ source }) => source).filter(Boolean))];
    const links = LINKS.flatMap((link) => STATES.map(([kind, , words]) => [`${link}-${kind}`, `${link}: ${words}`]));
    this.filters.fill('tied', [['no', 'not tied'], ['yes', 'tied']]);
    this.filters.fill('link', links);
    this.filters.fill('source', this.sources.map((id) => [id, report.nameOf(id)]));
    for (const made of document.querySelectorAll('#ties [hidden], #events [hidden]')) made.hidden = false;
  }

  matching({ tied }) {
    const source = this.sources[this.filters.chosen('source')];
    const link = this.filters.chosen('link');
    return (tie) =>
      (!tied || tie.tied === (tied === 'yes')) &&
      (!source || tie.source === source) &&
      (link < 0 || tie.states[Math.floor(link / STATES.length)] === link % STATES.length);
  }

  searched({ event, figure, value, name, key, document, quote, words }) {
    return [event, figure, value, name, key, document, quote, ...words];
  }

  title({ event, figure, value }) {
    return [event, figure, value].join(', ');
  }

  dialogue(tie) {
    const { report } = this;
    const hold = tie.states.filter((state) => !state).length;
    return [
      titled(visible(tie.figure, 200), ': ', visible(tie.value, 200)),
      el('p', `${tie.tied ? 'Tied' : 'Not tied'}: ${hold} of ${LINKS.length} links hold. Row: `, visible(tie.key, 120)),
      el('div.columns', el('div', el('h3', 'What it rests on'), traceList(report, tie, tie)), el('div', ...eventView(report, tie.whole, [tie]))),
    ];
  }
}
