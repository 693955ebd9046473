// Making elements. Text from the data only ever becomes text nodes and attributes, never markup.

const byId = (id) => document.getElementById(id);

// element('td', {class: 'number'}, 'text', child): attributes that are null or false are left out.
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function button(words, action) {
  const made = element('button', { type: 'button' }, words);
  made.onclick = action;
  return made;
}

const number = (value) => value.toLocaleString('en-GB');
const plural = (value, one, many) => `${number(value)} ${value === 1 ? one : many}`;

// The same characters as in controls.py: they would act instead of being read.
const ACTING = new RegExp(
  '[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u115f\\u1160\\u180e\\u200b-\\u200f\\u2028-\\u202e' +
    '\\u2060-\\u206f\\u3164\\ud800-\\udfff\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}]',
  'gu',
);

const codePoint = (character) => 'U+' + character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
const legible = (text) => String(text).replace(ACTING, codePoint);

// A text of the data as an element: isolated, with acting characters shown by their number.
function visible(text, longest = 400) {
  if (text === null || text === undefined || text === '') return element('span', { class: 'nothing' }, 'not recorded');
  const shown = String(text).slice(0, longest);
  const made = element('bdi');
  let end = 0;
  for (const match of shown.matchAll(ACTING)) {
    made.append(shown.slice(end, match.index), element('span', { class: 'acting' }, codePoint(match[0])));
    end = match.index + match[0].length;
  }
  made.append(shown.slice(end));
  if (String(text).length > longest) made.append(element('span', { class: 'cut' }, ' … (cut)'));
  return made;
}

const WEB = /^https?:\/\/[a-z0-9.-]+(:\d+)?([/?#][^\s"'<>\\@]*)?$/i;

function address(text) {
  const safe = text && WEB.test(text) && legible(text) === text;
  if (!safe) return visible(text, 120);
  return element('a', { href: text, rel: 'noopener noreferrer nofollow' }, visible(text, 120));
}
