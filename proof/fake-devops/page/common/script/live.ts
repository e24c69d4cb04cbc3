/**
 * Shows each state that the page receives, lets times run, and sends a request for each button. The page has `sectionsOf`, which
 * returns what it shows of a state; `ACTIONS` for its buttons; and `jobsIn`, which returns what a form queues.
 */
export const LIVE = `
const main = document.querySelector('main');
const link = document.querySelector('#link');
let state;

function show() {
  if (state === undefined) return;
  morph(main, el('main', {}, ...sectionsOf(state)));
  showDetail();
}

/** Sends a request. Returns what went wrong, as text for the reader. */
async function send(method, path, body) {
  try {
    const response = await fetch(path, { method, headers: { 'content-type': 'application/json' }, body: body && JSON.stringify(body) });
    return response.ok ? '' : (await response.json()).message ?? 'Refused with status ' + response.status;
  } catch {
    return 'Not sent: the fake does not answer.';
  }
}

document.addEventListener('click', ({ target }) => {
  const pressed = target.closest('[data-do]');
  if (pressed?.dataset.do === 'close') dialog.close();
  else if (pressed !== null) ACTIONS[pressed.dataset.do](pressed.dataset);
  else if (target === dialog) dialog.close();
});
document.addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = event.target;
  const count = Number(event.submitter?.value ?? 1);
  form.querySelector('output').textContent = await send('POST', '/_page/jobs', { ...jobsIn(form), count });
});

const events = new EventSource('/_page/events');
events.onmessage = ({ data }) => {
  state = JSON.parse(data);
  offset = state.now - Date.now();
  link.className = 'live';
  link.textContent = 'live';
  document.querySelector('#url').textContent = state.url;
  show();
  loadDetail();
};
events.onerror = () => {
  link.className = 'bad';
  link.textContent = 'not connected';
};
setInterval(show, 1000);
`;
