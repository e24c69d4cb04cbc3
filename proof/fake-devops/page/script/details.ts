/** What the dialog shows: one job and its log, or one agent and its story. */
export const DETAILS = `
const poolOf = (id) => state.pools.find((pool) => pool.id === id);

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
    ...logOf(job),
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

const detailOf = (detail) => detail.events ? agentDetail(detail) : jobDetail(detail);
`;
