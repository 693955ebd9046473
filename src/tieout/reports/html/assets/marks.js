// The five links of a figure and their states, in the order of the data.

const LINKS = ['source', 'document', 'quote', 'words', 'credit'];
const STATES = [['holds', '✓'], ['broken', '✗'], ['untold', '?', 'cannot be told'], ['missing', '–']];

function mark(state) {
  const [kind, sign, words = kind] = STATES[state];
  return el(`span.mark.${kind}`, { role: 'img', 'aria-label': words }, sign);
}
