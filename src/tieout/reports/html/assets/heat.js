// The heat table as a grid: one tab stop, arrow keys move, a number lists its findings.

const MOVES = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

function startHeat(report, list) {
  const heat = byId('heat');
  if (!heat) return;
  for (const cell of heat.querySelectorAll('td[data-check]')) {
    const { check, source } = cell.dataset;
    const made = button(cell.textContent, () => showFindings(list, check, source));
    const [id, name] = report.sources[source];
    made.append(element('span', { class: 'unseen' }, legible(` findings, ${name || id}, ${report.checks[check].summary}`)));
    made.tabIndex = -1;
    cell.replaceChildren(made);
  }
  const first = heat.querySelector('td button');
  if (!first) return;
  first.tabIndex = 0;
  heat.onkeydown = (event) => {
    const move = MOVES[event.key];
    const cell = event.target.closest('td');
    if (!move || !cell) return;
    event.preventDefault();
    const next = neighbour(cell, move);
    if (!next) return;
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  };
}

// The next cell with a button in that direction, or null.
function neighbour(cell, [down, right]) {
  const rows = cell.closest('tbody').rows;
  let row = cell.parentElement.sectionRowIndex + down;
  let at = cell.cellIndex + right;
  while (rows[row] && rows[row].cells[at]) {
    const found = rows[row].cells[at].querySelector('button');
    if (found) return found;
    row += down;
    at += right;
  }
  return null;
}
