// Which findings are listed: the filters, and the address that keeps them.

const NAMES = ['words', 'check', 'severity', 'table', 'source', 'certain'];
const FILTERS = Object.fromEntries(NAMES.map((name) => [name, byId(`filter-${name}`)]));
const SEVERITIES = ['error', 'warning', 'note'];

function fillFilters(report) {
  const counts = report.checks.map(() => 0);
  for (const check of report.check) counts[check]++;
  options('check', report.checks.map(({ anchor, code, summary }, at) => [anchor, `${code} ${summary} (${number(counts[at])})`]));
  options('severity', SEVERITIES.map((word) => [word, word]));
  options('table', report.tables.map(({ name }) => [name, name]));
  options('source', report.sources.map(([id, name]) => [id, name || id]));
  options('certain', [['certain', 'certain'], ['possible', 'possible']]);
}

function options(name, pairs) {
  const made = pairs.map(([value, words]) => new Option(legible(words).slice(0, 90), value));
  FILTERS[name].replaceChildren(new Option('all', ''), ...made);
}

// What each finding is searched by, made when first needed.
let texts = null;

function searchable(report, finding) {
  texts ||= report.check.map((_, at) => {
    const { code, id, summary } = report.checkOf(at);
    const parts = [code, id, summary, report.instance[at], report.text('message', at), ...report.cells(at), report.sourceName(at)];
    return parts.join(' ').toLowerCase();
  });
  return texts[finding];
}

function matching(report) {
  const words = FILTERS.words.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const severity = FILTERS.severity.value;
  const certain = FILTERS.certain.value;
  const chosen = ['check', 'table', 'source'].map((name) => [report[name], FILTERS[name].selectedIndex - 1]);
  const fits = (finding) =>
    chosen.every(([values, wanted]) => wanted < 0 || values[finding] === wanted) &&
    (!severity || report.severity[finding] === severity) &&
    (!certain || Boolean(report.certain[finding]) === (certain === 'certain')) &&
    words.every((word) => searchable(report, finding).includes(word));
  return [...report.check.keys()].filter(fits);
}

function writeAddress() {
  const kept = new URLSearchParams(NAMES.map((name) => [name, FILTERS[name].value]).filter(([, value]) => value));
  if (kept.size) history.replaceState(null, '', `#findings?${kept}`);
  else if (location.hash.startsWith('#findings?')) history.replaceState(null, '', '#findings');
}

// Sets the filters from the address; says whether it holds any.
function readAddress() {
  const [place, query] = location.hash.split('?');
  if (place !== '#findings' || !query) return false;
  for (const [name, value] of new URLSearchParams(query)) {
    if (!NAMES.includes(name)) continue;
    FILTERS[name].value = value;
    if (FILTERS[name].selectedIndex === -1) FILTERS[name].selectedIndex = 0;
  }
  return true;
}

function setFilters(check, source) {
  byId('filters').reset();
  FILTERS.check.selectedIndex = Number(check) + 1;
  FILTERS.source.selectedIndex = source === undefined ? 0 : Number(source) + 1;
}
