/** The table of jobs, and what the form queues. */
export const JOBS = `
const STATE_MARKS = { available: 'queued', acquired: 'assigned' };
const stateMark = (job) => mark(job.result ?? STATE_MARKS[job.state] ?? job.state, job.result ?? job.state);
const cancelButton = (job) => button('Cancel', 'cancel', { 'data-job': job.id, 'aria-label': 'Cancel ' + job.name + ' ' + job.id });

const JOB_HEADS = [['Id', 'extra number'], ['Job', 'job'], ['State'], ['Runner', 'extra name'], ['Waited', 'number'], ['Ran', 'number'],
  ['Last 3 minutes', 'extra wide'], ['Queued at', 'extra roomy number'], ['', 'extra last']];

const jobRow = (job) => ({ key: 'job-' + job.id, cells: [
  String(job.id), el('span', {}, jobButton(job), ...chips(job.labels)), stateMark(job), job.runner ?? '',
  waited(job), ran(job), bar(job), clockTime(job.queued),
  isOver(job) ? '' : cancelButton(job),
] });

const jobsTable = ({ jobs }) => jobs.length === 0
  ? el('p', { class: 'empty' }, 'No jobs yet. Queue some with the form above.')
  : table('Jobs', JOB_HEADS, jobs.map(jobRow));

const jobForm = ({ scaleSets, repositories }) => queueForm({ 'aria-label': 'Queue jobs' },
  field('Labels, comma-separated', { name: 'labels', value: scaleSets[0]?.labels[0] ?? 'aks-linux', required: true }),
  field('Repository', { name: 'repository', value: repositories[0] ?? '', required: true }));

function jobsIn(form) {
  const { name, seconds, labels, repository } = form.elements;
  return { name: name.value, seconds: Number(seconds.value), labels: listIn(labels), repository: repository.value };
}

function detailOf(job) {
  const steps = [
    [job.queued, 'queued', 'waits'],
    job.assigned !== null && [job.assigned, 'assigned to scale set ' + (job.scaleSet ?? 'that is deleted'), 'busy'],
    job.sent !== null && [job.sent, 'sent to ' + job.runner, 'busy'],
    job.pickedUp !== null && [job.pickedUp, 'acquired by the runner', 'busy'],
    job.finished !== null && [job.finished, job.result, job.result],
  ].filter(Boolean);
  return [
    el('h2', { id: 'detail-title' }, job.name + ' ' + job.id),
    facts([['State', stateMark(job)], ['Waited', waited(job)], ['Ran', ran(job)], ['Repository', job.repository], ['Run', String(job.run)],
      ['Labels', job.labels.join(', ')], ['Scale set', job.scaleSet], ['Runner', job.runner], ['Assignments', String(job.assignments)]]),
    job.issue === null ? null : el('p', { class: 'bad' }, job.issue),
    isOver(job) ? null : el('p', {}, cancelButton(job)),
    el('h3', {}, 'What happened'), story(steps),
    ...logOf(job),
  ];
}
`;
