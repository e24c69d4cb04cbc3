/** The dialog with one job and its log, or one agent and its story. */
export const DETAILS = `
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

const poolOf = (id) => state.pools.find((pool) => pool.id === id);
/** Steps of a story: [time, text, mark]. Each one but the first says how long after the one before it came. */
const story = (steps) => el('ol', { class: 'story' }, ...steps.map(([at, text, kind], index) => el('li', { class: kind ?? null },
  clockTime(at), el('span', { class: 'what' }, ...[text].flat()), el('span', { class: 'soft' }, index === 0 ? '' : '+ ' + span(at - steps[index - 1][0])))));

function jobDetail(job) {
  const { agent } = job;
  const steps = [
    [job.queued, 'queued', 'waits'],
    agent && job.assigned !== null && [job.assigned, ['assigned to ', agentButton({ id: job.pool }, agent)], 'busy'],
    job.pickedUp !== null && [job.pickedUp, 'picked up by the agent', 'busy'],
    job.started !== null && [job.started, 'first step started', 'busy'],
    job.finished !== null && [job.finished, job.state === 'refused' ? 'refused' : job.result, job.result],
  ].filter(Boolean);
  return [
    el('h2', { id: 'detail-title' }, job.name + ' #' + job.build),
    facts([['State', stateMark(job)], ['Waited', waited(job)], ['Ran', ran(job)], ['Agent pool', poolOf(job.pool).name],
      ['Job request', job.request], ['Demands', job.demands.join(', ')]]),
    job.issue === null ? null : el('p', { class: 'bad' }, job.issue),
    isOver(job) ? null : el('p', {}, cancelButton(job)),
    el('h3', {}, 'What happened'), story(steps),
    el('h3', {}, 'Log'), job.isCut ? soft('The last 64 kB:') : null,
    job.log === '' ? el('p', { class: 'empty' }, isOver(job) ? 'The job wrote nothing.' : 'Nothing yet.')
      : el('pre', { class: 'log', tabindex: 0 }, job.log),
  ];
}

const JOB_EVENTS = { assigned: 'was assigned ', 'picked up': 'picked up ', released: 'lost ', completed: 'ended ' };
const EVENT_MARKS = { registered: 'online', online: 'online', completed: 'succeeded', offline: 'offline', deleted: 'deleted', disabled: 'waits' };
function eventStep({ at, kind, job }) {
  const text = job === null ? kind : [JOB_EVENTS[kind] ?? kind, jobButton(job), ' #' + job.build, kind === 'completed' && job.result ? ': ' + job.result : ''];
  return [at, text, kind === 'completed' ? job.result : EVENT_MARKS[kind] ?? 'busy'];
}

function agentDetail(agent) {
  const { events } = agent;
  const first = events[0].at;
  const capabilities = Object.entries(agent.capabilities).sort(([a], [b]) => a.localeCompare(b));
  return [
    el('h2', { id: 'detail-title' }, agent.name),
    facts([['Status', agent.isDeleted ? mark('deleted') : agentMark(agent)], ['Enabled', agent.enabled ? 'yes' : 'no'],
      [agent.isDeleted ? 'Lived' : 'Registered for', span((agent.isDeleted ? events.at(-1).at : now()) - first)],
      ['Jobs', String(events.filter(({ kind }) => kind === 'picked up').length)], ['Agent pool', poolOf(agent.pool).name], ['Version', agent.version], ['Id', agent.id]]),
    el('h3', {}, 'What happened'), story(events.map(eventStep)),
    el('details', {}, el('summary', {}, capabilities.length + ' capabilities'),
      el('dl', { class: 'facts' }, ...capabilities.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))))),
  ];
}

function showDetail() {
  if (detail === null) return;
  const wanted = el('div', { class: 'detail' }, ...(detail.events ? agentDetail(detail) : jobDetail(detail)));
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
