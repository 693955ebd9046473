// Saving the listed findings as CSV. A cell that a spreadsheet would run as a formula begins with an apostrophe.

const HEAD = 'check code instance severity certain table key file line columns observed expected message source'.split(' ');
const FORMULA = /^(\s*[=+\-@＝＋－＠|%]|[\t\r\n])/;

function csvCell(value) {
  const shown = legible(value ?? '');
  const runs = FORMULA.test(value) || FORMULA.test(shown);
  const safe = runs && !/^[+-]?\d+(\.\d+)?$/.test(shown) ? `'${shown}` : shown;
  return `"${safe.replaceAll('"', '""')}"`;
}

function csv(report, chosen) {
  const lines = chosen.map((finding) => {
    const { id, code } = report.checkOf(finding);
    const key = report.key(finding).map(([name, value]) => `${name}=${value ?? ''}`).join(', ');
    const texts = ['observed', 'expected', 'message'].map((kind) => report.text(kind, finding));
    const certain = report.certain[finding] ? 'certain' : 'possible';
    const columns = report.columns[finding].join(', ');
    const start = [id, code, report.instance[finding], report.severity[finding], certain, report.tableOf(finding).name];
    return [...start, key, ...report.where(finding), columns, ...texts, report.sourceName(finding)];
  });
  return [HEAD, ...lines].map((cells) => cells.map(csvCell).join(',') + '\r\n').join('');
}

function save(report, chosen) {
  const file = URL.createObjectURL(new Blob(['\ufeff', csv(report, chosen)], { type: 'text/csv' }));
  el('a', { href: file, download: 'findings-chosen.csv' }).click();
  setTimeout(() => URL.revokeObjectURL(file), 10000);
}
