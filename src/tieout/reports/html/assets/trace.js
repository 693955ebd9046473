// From a row back to the words that support it: figure, event, source, document, quote.
// A role `figure.event` leads to the table that has the role `event.id`, and so on for every role.

const STATIONS = ['figure', 'event', 'source', 'document', 'evidence'];

function trace(report, table, row) {
  const found = {};
  const waiting = [{ table, row }];
  const own = STATIONS.find((station) => `${station}.id` in report.tables[table].roles);
  if (own) found[own] = waiting[0];
  for (const at of waiting) {
    for (const role in report.tables[at.table].roles) {
      const station = role.split('.')[1];
      const named = report.tables[at.table].value(at.row, role);
      if (STATIONS.includes(station) && !found[station] && named) waiting.push(...go(report, found, station, 'id', named));
    }
    // Evidence points at its figure, not the other way round.
    if (at === found.figure && !found.evidence) {
      const id = report.tables[at.table].value(at.row, 'figure.id');
      waiting.push(...go(report, found, 'evidence', 'figure', id));
    }
  }
  return found;
}

// Notes where a station is; gives the row to go on from, if the page holds it.
function go(report, found, station, part, named) {
  const table = report.tables.findIndex((candidate) => `${station}.${part}` in candidate.roles);
  const row = table < 0 ? -1 : report.tables[table].find(`${station}.${part}`, named);
  if (row >= 0 || part === 'id') found[station] = { table, row, named };
  return row < 0 ? [] : [found[station]];
}

// The trace as a list, one step each; what is not recorded is said to be so.
function traceList(report, finding) {
  const table = report.tableOf(finding);
  const own = (part) => {
    const role = Object.keys(table.roles).find((name) => name.endsWith(part));
    return role && table.value(report.row[finding], role);
  };
  const found = trace(report, report.table[finding], report.row[finding]);
  const read = (role) => {
    const at = found[role.split('.')[0]];
    return at && at.row >= 0 ? report.tables[at.table].value(at.row, role) : null;
  };
  const all = (...roles) => line(...roles.map(read));
  const bounds = ['lower', 'best', 'upper'].map((bound) => read(`figure.${bound}`) && `${bound} ${read(`figure.${bound}`)}`);
  const steps = {
    figure: [
      all('figure.measure', 'figure.population', 'figure.words'),
      line(...bounds),
    ],
    event: [
      all('event.title', 'event.place', 'event.region', 'event.country'),
      all('event.start', 'event.kind', 'event.id'),
    ],
    source: [
      line(read('source.name') || read('source.id') || own('.source_name'), read('source.kind')),
      link(read('source.address')),
    ],
    document: [
      line(read('document.title') || read('document.id'), read('document.publisher'), read('document.published')),
      link(read('document.address')),
      link(read('document.archive')),
    ],
  };
  const list = el('ol.trace', { role: 'list' });
  for (const station in steps) {
    const at = found[station];
    const unseen = at?.row < 0 ? el('p', visible(at.named, 120), ' (its row is not part of this report)') : null;
    if (at || station === 'source' || station === 'document') list.append(step(station, ...steps[station], unseen));
  }
  const quote = own('.quote') || read('evidence.quote') || read('figure.quote');
  if (quote) list.append(step('quoted words', ...quoted(report, found.document, quote)));
  else if (found.figure) list.append(step('quoted words'));
  return list;
}

function step(heading, ...lines) {
  const shown = lines.filter(Boolean);
  if (!shown.length) return el('li.missing', el('h4', heading), el('p.nothing', 'not recorded'));
  return el('li', el('h4', heading), ...shown);
}

// Texts that are recorded, separated by commas; null when none is.
function line(...texts) {
  const known = texts.filter(Boolean);
  return known.length ? el('p', ...known.flatMap((text, at) => [at ? ', ' : null, visible(text, 200)])) : null;
}

const link = (text) => (text ? el('p', address(text)) : null);

function quoted(report, at, quote) {
  const excerpts = at && at.row >= 0 ? report.tables[at.table].excerpts : null;
  const hit = excerpts?.[at.row].find(([, text]) => text.includes(quote));
  if (!hit) {
    const words = excerpts ? 'These words are not found in the document’s text as recorded.' : 'The document’s text is not part of this audit.';
    return [el('blockquote', visible(quote, 2000)), el('p.small', words)];
  }
  const [offset, text] = hit;
  const before = text.slice(0, text.indexOf(quote));
  const after = text.slice(before.length + quote.length);
  const first = offset + [...before].length + 1;
  const last = first + [...quote].length - 1;
  return [
    el('blockquote', offset ? '… ' : '', visible(before || ' ', 2000), el('mark', visible(quote, 2000)), visible(after || ' ', 2000), ' …'),
    el('p.small', `characters ${number(first)} to ${number(last)} of the recorded text`),
  ];
}
