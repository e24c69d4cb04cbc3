import { AGENTS } from './agents';
import { DETAILS } from './details';
import { ELEMENTS } from './elements';
import { JOBS } from './jobs';
import { TIMES } from './times';

/** Shows each state that the page receives, lets times run, and sends a request for each button. */
const PAGE = `
const main = document.querySelector('main');
const link = document.querySelector('#link');
let state = { pools: [] };
let url = '';

const figure = (kind, number, text) => el('div', { class: kind }, el('dt', {}, text), el('dd', {}, String(number)));
const poolSection = (pool) => el('section', { 'data-key': 'pool-' + pool.id, 'aria-labelledby': 'pool-' + pool.id },
  el('div', { class: 'head' }, el('h2', { id: 'pool-' + pool.id }, 'Agent pool ', el('b', {}, pool.name)),
    el('dl', { class: 'figures' }, figure('wait', pool.waiting, 'waiting'), figure('busy', pool.running, 'running'),
      figure('good', pool.succeeded, 'succeeded'), figure('bad', pool.notSucceeded, 'not succeeded'),
      figure('', pool.online + ' of ' + pool.agents.length, 'agents online'))),
  queueForm(pool),
  el('div', { class: 'columns' },
    el('div', { class: 'card' }, el('h3', {}, 'Jobs'), jobsTable(pool)),
    el('div', { class: 'card' }, el('h3', {}, 'Agents'), agentsTable(pool), deletedAgents(pool))));

function show() {
  morph(main, el('main', {}, ...state.pools.map(poolSection)));
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

const ACTIONS = {
  job: ({ job }) => openDetail('/_page/jobs/' + job),
  agent: ({ pool, agent }) => openDetail('/_page/pools/' + pool + '/agents/' + agent),
  cancel: ({ build }) => send('DELETE', '/_page/jobs/' + build),
  close: () => dialog.close(),
};
document.addEventListener('click', ({ target }) => {
  const pressed = target.closest('[data-do]');
  if (pressed !== null) ACTIONS[pressed.dataset.do](pressed.dataset);
  else if (target === dialog) dialog.close();
});
document.addEventListener('submit', (event) => {
  if (event.target.dataset.pool === undefined) return;
  event.preventDefault();
  queueJobs(event.target, Number(event.submitter?.value ?? 1));
});

const events = new EventSource('/_page/events');
events.onmessage = ({ data }) => {
  state = JSON.parse(data);
  offset = state.now - Date.now();
  url = state.url;
  link.className = 'live';
  link.textContent = 'live';
  document.querySelector('#url').textContent = url;
  show();
  loadDetail();
};
events.onerror = () => {
  link.className = 'bad';
  link.textContent = 'not connected';
};
setInterval(show, 1000);
`;

/** The page's script. */
export const SCRIPT = [ELEMENTS, TIMES, JOBS, AGENTS, DETAILS, PAGE].join('\n');
