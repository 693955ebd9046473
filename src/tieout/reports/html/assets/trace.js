// From a row back to the words that support it: figure, event, source, document, quote.
// A role `figure.event` leads to the table that has the role `event.id`, and so on for every role.

const PLACED = ['title', 'place', 'region', 'country', 'start', 'kind'];
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

// The trace as a list, one step each; what is not recorded is said to be so. With a tie, each link says its state.
// `nearest` is the passage most like a quote that its document lacks.
function traceList(report, { table, row }, tie, nearest) {
  const found = row < 0 ? {} : trace(report, table, row);
  for (const [station, part] of [['event', 'id'], ['source', 'name'], ['source', 'id'], ['document', 'id']]) {
    if (tie?.[station] && !found[station]) go(report, found, station, part, tie[station]);
  }
  const own = (part) => {
    const role = row < 0 ? null : Object.keys(report.tables[table].roles).find((name) => name.endsWith(part));
    return role && report.tables[table].value(row, role);
  };
  const read = (role) => {
    const at = found[role.split('.')[0]];
    return at && at.row >= 0 ? report.tables[at.table].value(at.row, role) : null;
  };
  const all = (station, ...parts) => line(...parts.map((part) => read(`${station}.${part}`)));
  const bounds = ['lower', 'best', 'upper'].map((bound) => read(`figure.${bound}`) && `${bound} ${read(`figure.${bound}`)}`);
  const steps = {
    figure: tie ? [line(tie.figure, tie.value, tie.reported)] : [all('figure', 'measure', 'population', 'words'), line(...bounds)],
    event: [all('event', ...PLACED, 'id')],
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
    const where = at?.table < 0 ? '' : ' (its row is not part of this report)';
    const unseen = at?.row < 0 ? el('p', visible(report.nameOf(at.named), 120), where) : null;
    if (at || tie || LINKS.includes(station)) list.append(step(station, tie, ...steps[station], unseen));
  }
  const quote = tie?.quote || own('.quote') || read('evidence.quote') || read('figure.quote');
  if (quote || tie || found.figure) list.append(step('quote', tie, ...(quote ? quoted(report, found.document, quote, tie, nearest) : [])));
  if (tie) list.append(step('words', tie), step('credit', tie));
  return list;
}

const HEADINGS = { quote: 'quoted words', words: 'what the words state', credit: 'who is credited' };

// A step, with the state of its link in words where there is a tie.
function step(name, tie, ...lines) {
  const at = LINKS.indexOf(name);
  const [kind, sign, words] = STATES[tie?.states[at]] || [];
  const said = kind ? el('p.said', el('span.mark', { 'aria-hidden': true }, sign), ' ', el('b', words), ': ', visible(tie.words[at])) : null;
  const shown = [said, ...lines].filter(Boolean);
  const none = shown.length ? null : el('p.nothing', 'not recorded');
  return el(`li.${kind || (none ? 'missing' : 'known')}`, el('h4', HEADINGS[name] || name), ...shown, none);
}

// Texts that are recorded, separated by commas; null when none is.
function line(...texts) {
  const known = texts.filter(Boolean);
  return known.length ? el('p', ...known.flatMap((text, at) => [at ? ', ' : null, visible(text, 200)])) : null;
}

const link = (text) => (text ? el('p', address(text)) : null);

// Words of a document: its line breaks are no more than spaces.
const prose = (text) => visible(text.replace(/[\t\n\r]/g, ' ') || ' ', 2000);

// The quoted words marked in their surroundings; by themselves where these are not in the page.
function quoted(report, at, quote, tie, nearest) {
  const excerpts = at && at.row >= 0 ? report.tables[at.table].excerpts : null;
  const hit = tie?.excerpt || within(excerpts?.[at.row], quote);
  if (!hit) {
    const words = nearest ? 'These words do not stand in the document.' : 'What stands around them is not part of this report.';
    return [el('blockquote', prose(quote)), tie ? null : el('p.small', words, nearest && ' The nearest there: ', nearest && prose(nearest))];
  }
  const [offset, before, marked, after] = hit;
  const start = offset + [...before].length;
  return [
    el('blockquote', offset ? '… ' : '', prose(before), el('mark', prose(marked)), prose(after), ' …'),
    el('p.small', `characters ${number(start)} to ${number(start + [...marked].length)} of the recorded text`),
    marked === quote ? null : el('p.small', 'Recorded as: ', prose(quote)),
  ];
}

// [offset, before, quote, after] of the first excerpt that holds the quote.
function within(excerpts, quote) {
  const hit = excerpts?.find(([, text]) => text.includes(quote));
  if (!hit) return null;
  const [offset, text] = hit;
  const start = text.indexOf(quote);
  return [offset, text.slice(0, start), quote, text.slice(start + quote.length)];
}
