/** The dialog with the details that a path returns. The page has `detailOf`, which returns its elements. */
export const DIALOG = `
const dialog = document.querySelector('dialog');
/** Path of what the dialog shows. */
let shownPath = '';
let detail = null;

async function openDetail(path) {
  shownPath = path;
  await loadDetail();
  if (!dialog.open) dialog.showModal();
}

async function loadDetail() {
  const path = shownPath;
  if (path === '') return;
  const answer = await fetch(path).then((response) => response.ok ? response.json() : null, () => null);
  if (answer === null || path !== shownPath) return;
  detail = answer;
  showDetail();
}

/** Steps of a story: [time, text, mark]. Each one but the first says how long after the one before it came. */
const story = (steps) => el('ol', { class: 'story' }, ...steps.map(([at, text, kind], index) => el('li', { class: kind ?? null },
  clockTime(at), el('span', { class: 'what' }, ...[text].flat()), el('span', { class: 'soft' }, index === 0 ? '' : '+ ' + span(at - steps[index - 1][0])))));

const logOf = (job) => [
  el('h3', {}, 'Log'), job.isCut ? soft('The last 64 kB:') : null,
  job.log === '' ? el('p', { class: 'empty' }, isOver(job) ? 'The job wrote nothing.' : 'Nothing yet.')
    : el('pre', { class: 'log', tabindex: 0 }, job.log),
];

function showDetail() {
  if (detail === null) return;
  const wanted = el('div', { class: 'detail' }, ...detailOf(detail));
  const log = dialog.querySelector('.log');
  const followsLog = log !== null && log.scrollTop + log.clientHeight >= log.scrollHeight - 4;
  morph(dialog.querySelector('.detail'), wanted);
  if (followsLog) log.scrollTop = log.scrollHeight;
}

dialog.addEventListener('close', () => {
  shownPath = '';
  detail = null;
  dialog.querySelector('.detail').replaceChildren();
});
`;
