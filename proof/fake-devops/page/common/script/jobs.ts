/** How long jobs wait and run, and the form that queues them. A job has the times `queued`, `pickedUp` and `finished`, and a `result`. */
export const JOB_PARTS = `
/** How far back the timeline of the jobs goes. */
const WINDOW_MS = 3 * 60 * 1000;

const waitEnd = (job) => job.pickedUp ?? job.finished ?? now();
const waited = (job) => job.state === 'refused' ? '' : span(waitEnd(job) - job.queued);
const ran = (job) => job.pickedUp === null ? '' : span((job.finished ?? now()) - job.pickedUp);
const isOver = (job) => job.state === 'completed' || job.state === 'refused';
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

const figure = (kind, number, text) => el('div', { class: kind }, el('dt', {}, text), el('dd', {}, String(number)));
const figures = (...each) => el('dl', { class: 'figures' }, ...each);
const chips = (words) => words.map((word) => el('span', { class: 'chip' }, word));

const field = (label, attributes) => el('label', {}, label, el('input', attributes));
const queueForm = (attributes, ...fields) => el('form', attributes,
  field('Name', { name: 'name', value: 'Job', required: true }),
  field('Seconds', { name: 'seconds', type: 'number', min: 0, max: 86400, value: 10, required: true }),
  ...fields,
  el('span', { class: 'buttons' }, el('button', { name: 'count', value: 1, class: 'main' }, 'Queue a job'),
    el('button', { name: 'count', value: 10 }, 'Queue ten')),
  el('output', { class: 'bad' }));
const listIn = (input) => input.value.split(',').map((each) => each.trim()).filter(Boolean);
`;
