// Saving the listed findings as CSV. A cell that a spreadsheet would run as a formula begins with an apostrophe.

function csvCell(value) {
  const raw = value === null || value === undefined ? '' : String(value);
  const shown = legible(raw);
  const runs = /^\s*[=+\-@＝＋－＠|%]/.test(raw) || /^\s*[=+\-@＝＋－＠|%]/.test(shown) || /^[\t\r\n]/.test(raw);
  const safe = runs && !/^[+-]?\d+(\.\d+)?$/.test(shown) ? `'${shown}` : shown;
  return `"${safe.replaceAll('"', '""')}"`;
}

function csv(report, findings) {
  const head = ['check', 'code', 'instance', 'severity', 'certain', 'table', 'key', 'file', 'line', 'columns', 'observed', 'expected', 'message', 'source'];
  const lines = findings.map((finding) => {
    const check = report.checks[report.check[finding]];
    const { file, line: at } = report.where(finding);
    const key = report.key(finding).map(([name, value]) => `${name}=${value ?? ''}`).join(', ');
    return [
      check.id, check.code, report.instance[finding], report.severity[finding], report.certain[finding] ? 'certain' : 'possible',
      report.tableName(finding), key, file, at, report.columns[finding].join(', '), report.text('observed', finding),
      report.text('expected', finding), report.text('message', finding), report.sourceName(finding),
    ];
  });
  return [head, ...lines].map((cells) => cells.map(csvCell).join(',')).join('\r\n') + '\r\n';
}

function save(report, findings) {
  const link = URL.createObjectURL(new Blob(['\ufeff', csv(report, findings)], { type: 'text/csv' }));
  element('a', { href: link, download: 'findings-chosen.csv' }).click();
  setTimeout(() => URL.revokeObjectURL(link), 10000);
}
