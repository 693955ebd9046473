// Making elements. Text of the data only ever becomes text nodes and attributes, never markup.

const byId = (id) => document.getElementById(id);

// el('td.number', {id: 'x'}, 'text', child): a plain object sets attributes; what is null is left out.
function el(name, ...children) {
  const [tag, ...classes] = name.split('.');
  const made = document.createElement(tag);
  if (classes.length) made.className = classes.join(' ');
  for (const child of children) {
    if (child?.constructor === Object) for (const key in child) made.setAttribute(key, child[key]);
    else if (child != null) made.append(child);
  }
  return made;
}

const th = (content) => el('th', { scope: 'col' }, content);
const titled = (...words) => el('h2', { id: 'dialog-title', tabindex: -1 }, ...words);

function button(words, action) {
  const made = el('button', { type: 'button' }, words);
  made.onclick = action;
  return made;
}

const ordered = (a, b) => (a > b) - (a < b);
const number = (value) => value.toLocaleString('en-GB');
const counted = (count, noun) => `${number(count)} ${noun}${count === 1 ? '' : 's'}`;
const capital = (word) => word[0].toUpperCase() + word.slice(1);

// The same characters as in controls.py: they would act instead of being read.
const ACTING = new RegExp(
  '[\\0-\\x1f\\x7f-\\x9f\\xad\\u061c\\u115f\\u1160\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164' +
    '\\ud800-\\udfff\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}]',
  'gu',
);

const byNumber = (character) => 'U+' + character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
const legible = (text) => String(text).replace(ACTING, byNumber);

// A text of the data as an element: isolated, with acting characters shown by their number.
function visible(text, longest = 400) {
  if (text == null || text === '') return el('span.nothing', 'not recorded');
  const shown = String(text).slice(0, longest);
  const made = el(/\S{25}/.test(shown) ? 'bdi.long' : 'bdi');
  let end = 0;
  for (const match of shown.matchAll(ACTING)) {
    made.append(shown.slice(end, match.index), el('span.acting', byNumber(match[0])));
    end = match.index + match[0].length;
  }
  made.append(shown.slice(end));
  if (String(text).length > longest) made.append(el('span.cut', ' … (cut)'));
  return made;
}

const WEB = /^https?:\/\/[a-z0-9.-]+(:\d+)?([/?#][^\s"'<>\\@]*)?$/i;

function address(text) {
  const shown = visible(text, 120);
  const safe = WEB.test(text) && legible(text) === text;
  return safe ? el('a', { href: text, rel: 'noopener noreferrer nofollow' }, shown) : shown;
}
