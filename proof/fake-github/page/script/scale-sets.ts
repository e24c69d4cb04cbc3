/** The tables of scale sets and of runners. */
export const SCALE_SETS = `
const SET_HEADS = [['Scale set', 'job'], ['Belongs to', 'extra job'], ['Session', 'job'], ['Capacity', 'extra number'],
  ['Available', 'extra number'], ['Acquired', 'extra number'], ['Assigned', 'number'], ['Running', 'number'],
  ['Runners', 'extra number'], ['Busy', 'extra number'], ['Idle', 'extra number'], ['', 'extra last']];

function setRow(set) {
  const { totalAvailableJobs, totalAcquiredJobs, totalAssignedJobs, totalRunningJobs, ...runners } = set.statistics;
  const numbers = [totalAvailableJobs, totalAcquiredJobs, totalAssignedJobs, totalRunningJobs,
    runners.totalRegisteredRunners, runners.totalBusyRunners, runners.totalIdleRunners];
  return { key: 'set-' + set.id, cells: [
    el('span', {}, set.name + ' ', ...chips(set.labels)), set.scope + ', group ' + set.group,
    set.session === null ? soft('none') : el('span', { class: 'good' }, set.session.owner), String(set.session?.capacity ?? ''),
    ...numbers.map(String),
    el('span', {}, set.session === null ? null : button('Lose session', 'loseSession', { 'data-set': set.id, 'aria-label': 'Lose the session of ' + set.name }),
      ' ', button('Delete', 'deleteSet', { 'data-set': set.id, 'aria-label': 'Delete ' + set.name })),
  ] };
}

const setsTable = ({ scaleSets, configUrls }) => scaleSets.length > 0
  ? table('Scale sets', SET_HEADS, scaleSets.map(setRow))
  : el('div', { class: 'empty' },
    el('p', {}, 'No client has created a scale set, so jobs stay queued. These are the config URLs:'),
    el('pre', { tabindex: 0 }, configUrls.join('\\n')));

const RUNNER_HEADS = [['Runner', 'name'], ['Status'], ['Job', 'job'], ['Scale set', 'extra job'], ['For', 'number']];
const runnerMark = ({ status, job }) => status === 'offline' ? mark('offline') : job === null ? mark('online', 'idle') : mark('busy');
const runnerRow = (runner) => ({ key: 'runner-' + runner.id, cells: [
  runner.name, runnerMark(runner), runner.job ? jobButton(runner.job) : '', runner.scaleSet ?? '', span(now() - runner.registered),
] });

const runnersTable = ({ runners }) => runners.length === 0
  ? el('p', { class: 'empty' }, 'No runner is registered.')
  : table('Runners', RUNNER_HEADS, runners.map(runnerRow));
`;
