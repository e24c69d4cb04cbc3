/** The table of jobs, and the form that queues them. */
export const JOBS = `
/** How far back the timeline of the jobs goes. */
const WINDOW_MS = 3 * 60 * 1000;

const waitEnd = (job) => job.pickedUp ?? job.finished ?? now();
const waited = (job) => job.state === 'refused' ? '' : span(waitEnd(job) - job.queued);
const ran = (job) => job.pickedUp === null ? '' : span((job.finished ?? now()) - job.pickedUp);
const isOver = (job) => job.state === 'completed' || job.state === 'refused';
const stateMark = (job) => job.state === 'refused' ? mark('failed', 'refused') : mark(job.result ?? job.state);
const agentButton = (pool, agent) => button(agent.name, 'agent', { class: 'link', 'data-pool': pool.id, 'data-agent': agent.id });
const cancelButton = (job) => button('Cancel', 'cancel', { 'data-build': job.build, 'aria-label': 'Cancel ' + job.name + ' #' + job.build });
const jobButton = (job) => button(job.name, 'job', { class: 'link', 'data-job': job.id });

/** One bar: when the job waited and when it ran, within the last minutes. The columns next to it say the same in figures. */
function bar(job) {
  const start = now() - WINDOW_MS;
  const percent = (ms) => Math.min(100, Math.max(0, (ms - start) / WINDOW_MS * 100));
  const piece = (from, to, kind) => from === null || percent(to) === 0 ? null : el('i', {
    class: kind, style: 'left:' + percent(from).toFixed(1) + '%;width:' + Math.max(.6, percent(to) - percent(from)).toFixed(1) + '%',
  });
  const end = job.finished ?? now();
  return el('div', { class: 'bar', 'aria-hidden': 'true' },
    job.state === 'refused' ? null : piece(job.queued, waitEnd(job), 'waits'), piece(job.pickedUp, end, job.result ?? 'runs'));
}

function jobRow(pool, job) {
  const demands = job.demands.map((demand) => el('span', { class: 'chip' }, demand));
  return { key: 'job-' + job.id, cells: [
    '#' + job.build, el('span', {}, jobButton(job), ...demands), stateMark(job), job.agent ? agentButton(pool, job.agent) : '',
    waited(job), ran(job), bar(job), clockTime(job.queued),
    isOver(job) ? '' : cancelButton(job),
  ] };
}

const JOB_HEADS = [['Number', 'extra number'], ['Job', 'job'], ['State'], ['Agent', 'extra name'], ['Waited', 'number'], ['Ran', 'number'],
  ['Last 3 minutes', 'extra wide'], ['Queued at', 'extra roomy number'], ['', 'extra last']];

const jobsTable = (pool) => pool.jobs.length === 0
  ? el('p', { class: 'empty' }, 'No jobs yet. Queue some with the form above.')
  : table('Jobs of agent pool ' + pool.name, JOB_HEADS, pool.jobs.map((job) => jobRow(pool, job)));

const field = (label, attributes) => el('label', {}, label, el('input', attributes));
const queueForm = (pool) => el('form', { 'data-pool': pool.name, 'aria-label': 'Queue jobs in agent pool ' + pool.name },
  field('Name', { name: 'name', value: 'Job', required: true }),
  field('Seconds', { name: 'seconds', type: 'number', min: 0, max: 86400, value: 10, required: true }),
  field('Demands, comma-separated', { name: 'demands', placeholder: 'none' }),
  el('span', { class: 'buttons' }, el('button', { name: 'count', value: 1, class: 'main' }, 'Queue a job'),
    el('button', { name: 'count', value: 10 }, 'Queue ten')),
  el('output', { class: 'bad' }));

async function queueJobs(form, count) {
  const { name, seconds, demands } = form.elements;
  const wanted = demands.value.split(',').map((each) => each.trim()).filter(Boolean);
  const answer = await send('POST', '/_page/jobs',
    { pool: form.dataset.pool, name: name.value, seconds: Number(seconds.value), demands: wanted, count });
  form.querySelector('output').textContent = answer;
}
`;
