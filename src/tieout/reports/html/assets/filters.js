// Which findings are listed: the filters, and the address that keeps them.

const FILTERS = {
  words: byId('filter-words'),
  check: byId('filter-check'),
  severity: byId('filter-severity'),
  table: byId('filter-table'),
  source: byId('filter-source'),
  certain: byId('filter-certain'),
};
const SEVERITIES = ['error', 'warning', 'note'];

function fillFilters(report) {
  const counts = new Map();
  for (const check of report.check) counts.set(check, (counts.get(check) || 0) + 1);
  options('check', report.checks.map((check, at) => [check.code === check.id ? at : check.code, `${check.code} ${check.summary} (${number(counts.get(at) || 0)})`]));
  options('severity', SEVERITIES.map((word) => [word, word]));
  options('table', report.tables.map((table) => [table.name, table.name]));
  options('source', report.sources.map(([id, name]) => [id, name || id]));
  options('certain', [['certain', 'certain'], ['possible', 'possible']]);
}

function options(name, pairs) {
  const all = element('option', { value: '' }, 'all');
  FILTERS[name].replaceChildren(all, ...pairs.map(([value, words]) => new Option(legible(words).slice(0, 90), value)));
}

// What each finding is searched by, made when first needed.
let haystack = null;

function searchable(report) {
  haystack ||= Array.from({ length: report.size }, (_, finding) => {
    const check = report.checks[report.check[finding]];
    const parts = [check.code, check.id, check.summary, report.instance[finding], report.text('message', finding)];
    return [...parts, ...report.cells(finding), report.sourceName(finding)].join(' ').toLowerCase();
  });
  return haystack;
}

function matching(report) {
  const wanted = Object.fromEntries(Object.entries(FILTERS).map(([name, input]) => [name, input.value]));
  const words = wanted.words.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const texts = words.length ? searchable(report) : null;
  const chosen = FILTERS.check.selectedIndex - 1;
  const source = FILTERS.source.selectedIndex - 1;
  const table = FILTERS.table.selectedIndex - 1;
  const fits = (finding) =>
    (chosen < 0 || report.check[finding] === chosen) &&
    (source < 0 || report.source[finding] === source) &&
    (table < 0 || report.table[finding] === table) &&
    (!wanted.severity || report.severity[finding] === wanted.severity) &&
    (!wanted.certain || Boolean(report.certain[finding]) === (wanted.certain === 'certain')) &&
    (!texts || words.every((word) => texts[finding].includes(word)));
  const found = [];
  for (let finding = 0; finding < report.size; finding++) if (fits(finding)) found.push(finding);
  return found;
}

function writeAddress() {
  const kept = new URLSearchParams();
  for (const [name, input] of Object.entries(FILTERS)) if (input.value) kept.set(name, input.value);
  const query = String(kept);
  if (query || location.hash.startsWith('#findings?')) history.replaceState(null, '', query ? `#findings?${query}` : '#findings');
}

// Sets the filters from the address; says whether it holds any.
function readAddress() {
  if (!location.hash.startsWith('#findings?')) return false;
  const kept = new URLSearchParams(location.hash.slice('#findings?'.length));
  for (const [name, input] of Object.entries(FILTERS)) input.value = kept.get(name) || '';
  for (const input of Object.values(FILTERS)) if (input.selectedIndex === -1) input.selectedIndex = 0;
  return true;
}

function setFilters(check, source) {
  byId('filters').reset();
  FILTERS.check.selectedIndex = check === undefined ? 0 : Number(check) + 1;
  FILTERS.source.selectedIndex = source === undefined ? 0 : Number(source) + 1;
}
