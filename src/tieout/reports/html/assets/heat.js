// The heat table as a grid: one tab stop, arrow keys move, a number lists its findings.

const MOVES = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

function startHeat(report, list) {
  const heat = byId('heat');
  if (!heat) return;
  for (const cell of heat.querySelectorAll('td[data-check]')) {
    const { check, source } = cell.dataset;
    const [id, name] = report.sources[source];
    const made = button(cell.textContent, () => list.show(check, source));
    made.append(el('span.unseen', legible(` findings, ${name || id}, ${report.checks[check].summary}`)));
    made.tabIndex = -1;
    cell.replaceChildren(made);
  }
  heat.querySelector('td button').tabIndex = 0;
  heat.onkeydown = (event) => {
    const next = MOVES[event.key] && neighbour(event.target.closest('td'), MOVES[event.key]);
    if (!next) return;
    event.preventDefault();
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  };
}

// The next cell with a button in that direction, or null.
function neighbour(cell, [down, right]) {
  const { rows } = cell.closest('tbody');
  let row = cell.parentElement.sectionRowIndex;
  let at = cell.cellIndex;
  let next;
  while ((next = rows[(row += down)]?.cells[(at += right)])) {
    const found = next.querySelector('button');
    if (found) return found;
  }
  return null;
}
