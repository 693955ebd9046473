// The five links of a figure, in the order of the data, and the states they can have: class, sign, words.

const LINKS = ['source', 'document', 'quote', 'words', 'credit'];
const STATES = [];

function mark(state) {
  const [kind, sign, words] = STATES[state];
  return el(`span.mark.${kind}`, { role: 'img', 'aria-label': words }, sign);
}
