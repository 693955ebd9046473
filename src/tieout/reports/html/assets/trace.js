// From a row back to the words that support it: figure, event, source, document, quote.
// A role `figure.event` refers to the table that has the role `event.id`, and so on for every role.

const STATIONS = ['figure', 'event', 'source', 'document', 'evidence'];

function trace(report, table, row) {
  const found = {};
  const waiting = [[table, row]];
  const own = STATIONS.find((station) => `${station}.id` in report.tables[table].roles);
  if (own) found[own] = { table, row };
  while (waiting.length) {
    const [at, from] = waiting.shift();
    for (const role of Object.keys(report.tables[at].roles)) {
      const station = role.split('.')[1];
      const named = report.tables[at].value(from, role);
      if (!STATIONS.includes(station) || station in found || named === null || named === '') continue;
      found[station] = follow(report, station, named);
      if (found[station].row >= 0) waiting.push([found[station].table, found[station].row]);
    }
  }
  if (found.figure && !found.evidence) addEvidence(report, found);
  return found;
}

function follow(report, station, named) {
  const table = report.tables.findIndex((candidate) => `${station}.id` in candidate.roles);
  return { table, named, row: table < 0 ? -1 : report.tables[table].find(`${station}.id`, named) };
}

// Evidence points at its figure, not the other way round.
function addEvidence(report, found) {
  const table = report.tables.findIndex((candidate) => 'evidence.figure' in candidate.roles);
  if (table < 0 || found.figure.row < 0) return;
  const id = report.tables[found.figure.table].value(found.figure.row, 'figure.id');
  const row = report.tables[table].find('evidence.figure', id);
  if (row < 0) return;
  found.evidence = { table, row };
  const document_ = report.tables[table].value(row, 'evidence.document');
  if (document_ && !found.document) found.document = follow(report, 'document', document_);
}

const reader = (report, at) => (role) => (at && at.row >= 0 ? report.tables[at.table].value(at.row, role) : null);

// The trace as a list, one step each; what is not recorded is said to be so.
function traceList(report, finding) {
  const table = report.tables[report.table[finding]];
  const row = report.row[finding];
  const found = trace(report, report.table[finding], row);
  const list = element('ol', { class: 'trace', role: 'list' });
  if (found.figure) list.append(figureStep(report, found));
  if (found.event) list.append(eventStep(report, found));
  list.append(sourceStep(report, found, table, row), documentStep(report, found), quoteStep(report, found, table, row));
  return list;
}

function step(heading, ...lines) {
  const shown = lines.filter((line) => line !== null);
  return element(
    'li',
    { class: shown.length ? null : 'missing' },
    element('h4', null, heading),
    ...(shown.length ? shown : [element('p', { class: 'nothing' }, 'not recorded')]),
  );
}

// Texts that are recorded, separated by commas; null when none is.
function line(...texts) {
  const known = texts.filter((text) => text !== null && text !== undefined && text !== '');
  if (!known.length) return null;
  return element('p', null, ...known.flatMap((text, at) => (at ? [', ', visible(text, 200)] : [visible(text, 200)])));
}

// A name that leads to a row which this page does not hold.
const unseen = (at) =>
  at && at.row < 0 ? element('p', null, visible(at.named, 120), ' (its row is not part of this report)') : null;

function figureStep(report, { figure }) {
  const read = reader(report, figure);
  const bounds = [read('figure.lower'), read('figure.best'), read('figure.upper')].map((value) => value || '–');
  return step(
    'Figure',
    line(read('figure.measure'), read('figure.population'), read('figure.words')),
    bounds.some((bound) => bound !== '–') ? line(`lowest ${bounds[0]}, best ${bounds[1]}, highest ${bounds[2]}`) : null,
    unseen(figure),
  );
}

function eventStep(report, { event }) {
  const read = reader(report, event);
  const named = line(read('event.title'), read('event.place'), read('event.region'), read('event.country'));
  return step('Event', named, line(read('event.start'), read('event.kind'), read('event.id')), unseen(event));
}

function sourceStep(report, { source }, table, row) {
  const read = reader(report, source);
  const link = read('source.address');
  const plainName = Object.keys(table.roles).find((role) => role.endsWith('.source_name'));
  return step(
    'Source',
    line(read('source.name') || read('source.id') || (plainName && table.value(row, plainName)), read('source.kind')),
    link ? element('p', null, address(link)) : null,
    unseen(source),
  );
}

function documentStep(report, { document: at }) {
  const read = reader(report, at);
  const links = [read('document.address'), read('document.archive')].filter(Boolean);
  return step(
    'Document',
    line(read('document.title') || read('document.id'), read('document.publisher'), read('document.published')),
    ...links.map((link) => element('p', null, address(link))),
    unseen(at),
  );
}

function quoteStep(report, found, table, row) {
  const own = Object.keys(table.roles).find((role) => role.endsWith('.quote'));
  const quote =
    (own && table.value(row, own)) ||
    reader(report, found.evidence)('evidence.quote') ||
    reader(report, found.figure)('figure.quote');
  const at = found.document;
  const excerpts = at && at.row >= 0 ? report.tables[at.table].excerpts : null;
  if (!quote) return step('Quoted words', null);
  const hit = excerpts && excerpts[at.row].find(([, text]) => text.includes(quote));
  if (hit) return step('Quoted words', ...inContext(hit, quote));
  const words = excerpts ? 'These words are not found in the document’s text as recorded.' : 'No text of the document is recorded.';
  return step('Quoted words', element('blockquote', null, visible(quote)), element('p', { class: 'small' }, words));
}

function inContext([offset, text], quote) {
  const start = text.indexOf(quote);
  const end = start + quote.length;
  const first = offset + [...text.slice(0, start)].length + 1;
  const last = first + [...quote].length - 1;
  return [
    element(
      'blockquote',
      null,
      offset ? '… ' : '',
      visible(text.slice(0, start) || ' ', 2000),
      element('mark', null, visible(quote, 2000)),
      visible(text.slice(end) || ' ', 2000),
      ' …',
    ),
    element('p', { class: 'small' }, `characters ${number(first)} to ${number(last)} of the recorded text`),
  ];
}
