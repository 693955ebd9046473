// The list of events, and what the dialog shows of one: every figure with its source, and the chain of each.

const EVENT_FIELDS = [
  ['Event', ({ id }) => id],
  ['Figures', ({ ties }) => ties.length],
  ['Tied', ({ ties }) => ties.filter(({ tied }) => tied).length],
  ['Named sources', ({ bracket }) => bracket?.[0]],
  ['Rests on', ({ bracket }) => bracket?.[1], ({ bracket }) => [bracket && origins(bracket)]],
];

class Events extends Listing {
  constructor(report, dialog) {
    super('events', 'event', EVENT_FIELDS, report.events, report, dialog);
  }

  matching() {
    return () => true;
  }

  searched({ id, ties }) {
    return [id, ...ties.flatMap(({ figure, value, name }) => [figure, value, name])];
  }

  title({ id }) {
    return id;
  }

  dialogue(event) {
    const { report } = this;
    return [
      titled('Event ', visible(event.id, 200)),
      placed(report, event.id),
      ...eventView(report, event),
      el('h3', 'What each figure rests on'),
      ...event.ties.map((tie) => tieFold(report, tie)),
    ];
  }
}

// Where and when it was, if the page holds its row.
function placed(report, id) {
  const { table, row } = go(report, {}, 'event', 'id', id)[0] || {};
  return table === undefined ? null : line(...PLACED.map((part) => report.tables[table].value(row, `event.${part}`)));
}
