/** Creates elements, and changes the page only where it differs from what it should show, so that focus and selection stay. */
export const ELEMENTS = `
const el = (tag, attributes, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) if (value !== null && value !== false) node.setAttribute(name, value === true ? '' : value);
  node.append(...children.filter((child) => child !== null));
  return node;
};
const keyOf = (node, index) => node.dataset?.key ?? index + node.nodeName;

/** Makes a node equal to another one. Children with the same data-key stay the same nodes. Whether a <details> is open is up to the reader. */
function morph(node, wanted) {
  if (node.isEqualNode(wanted)) return;
  if (node.nodeName !== wanted.nodeName) return node.replaceWith(wanted);
  if (node.nodeType === Node.TEXT_NODE) { node.data = wanted.data; return; }
  for (const { name } of [...node.attributes]) if (!wanted.hasAttribute(name) && name !== 'open') node.removeAttribute(name);
  for (const { name, value } of wanted.attributes) if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  const known = new Map([...node.childNodes].map((child, index) => [keyOf(child, index), child]));
  [...wanted.childNodes].forEach((child, index) => {
    const key = keyOf(child, index);
    const match = known.get(key);
    known.delete(key);
    const there = node.childNodes[index] ?? null;
    if (match === undefined) return node.insertBefore(child, there);
    if (match !== there) node.insertBefore(match, there);
    morph(match, child);
  });
  for (const child of known.values()) child.remove();
}

const button = (text, action, attributes) => el('button', { type: 'button', 'data-do': action, ...attributes }, text);
const mark = (word, text = word) => el('span', { class: 'mark ' + word.replace(' ', '-') }, text);
const soft = (text) => el('span', { class: 'soft' }, text);

/** A table with a caption for screen readers. A cell is [content, class]; columns of the class "extra" are hidden on narrow screens, "roomy" ones on all but wide ones. */
const table = (caption, heads, rows) => el('table', {},
  el('caption', { class: 'unseen' }, caption),
  el('thead', {}, el('tr', {}, ...heads.map(([text, kind = null]) => el('th', { scope: 'col', class: kind }, text)))),
  el('tbody', {}, ...rows.map(({ key, cells }) =>
    el('tr', { 'data-key': key }, ...cells.map((cell, column) => el('td', { class: heads[column][1] ?? null }, cell ?? ''))))));
const facts = (pairs) => el('dl', { class: 'facts' }, ...pairs.filter(([, value]) => value !== null && value !== '')
  .map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
`;
