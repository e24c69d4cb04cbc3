/** The table of jobs, and the form that queues them. */
export const JOBS = `
const stateMark = (job) => job.state === 'refused' ? mark('failed', 'refused') : mark(job.result ?? job.state);
const agentButton = (pool, agent) => button(agent.name, 'agent', { class: 'link', 'data-pool': pool.id, 'data-agent': agent.id });
const cancelButton = (job) => button('Cancel', 'cancel', { 'data-build': job.build, 'aria-label': 'Cancel ' + job.name + ' #' + job.build });

function jobRow(pool, job) {
  return { key: 'job-' + job.id, cells: [
    '#' + job.build, el('span', {}, jobButton(job), ...chips(job.demands)), stateMark(job), job.agent ? agentButton(pool, job.agent) : '',
    waited(job), ran(job), bar(job), clockTime(job.queued),
    isOver(job) ? '' : cancelButton(job),
  ] };
}

const JOB_HEADS = [['Number', 'extra number'], ['Job', 'job'], ['State'], ['Agent', 'extra name'], ['Waited', 'number'], ['Ran', 'number'],
  ['Last 3 minutes', 'extra wide'], ['Queued at', 'extra roomy number'], ['', 'extra last']];

const jobsTable = (pool) => pool.jobs.length === 0
  ? el('p', { class: 'empty' }, 'No jobs yet. Queue some with the form above.')
  : table('Jobs of agent pool ' + pool.name, JOB_HEADS, pool.jobs.map((job) => jobRow(pool, job)));

const poolForm = (pool) => queueForm({ 'data-pool': pool.name, 'aria-label': 'Queue jobs in agent pool ' + pool.name },
  field('Demands, comma-separated', { name: 'demands', placeholder: 'none' }));

function jobsIn(form) {
  const { name, seconds, demands } = form.elements;
  return { pool: form.dataset.pool, name: name.value, seconds: Number(seconds.value), demands: listIn(demands) };
}
`;
