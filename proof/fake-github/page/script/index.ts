import { pageScript } from '../../../fake-devops/page/common/script';
import { JOBS } from './jobs';
import { REQUESTS } from './requests';
import { SCALE_SETS } from './scale-sets';

/** The cards of the page, and what buttons do. */
const PAGE = `
const card = (title, ...children) => el('div', { class: 'card' }, el('h3', {}, title), ...children);
const sectionsOf = (state) => [
  el('div', { class: 'head' }, el('h2', {}, 'Mode ', el('b', {}, state.mode)),
    figures(figure('wait', state.waiting, 'waiting'), figure('busy', state.running, 'running'),
      figure('good', state.succeeded, 'succeeded'), figure('bad', state.notSucceeded, 'not succeeded'),
      figure('', state.online + ' of ' + state.runners.length, 'runners online'))),
  jobForm(state),
  card('Scale sets', setsTable(state)),
  el('div', { class: 'columns' }, card('Jobs', jobsTable(state)), card('Runners', runnersTable(state))),
  el('div', { class: 'columns' }, card('Requests', requestsTable(state)), card('Faults', faultsTable(state))),
];

const ACTIONS = {
  job: ({ job }) => openDetail('/_page/jobs/' + job),
  cancel: ({ job }) => send('DELETE', '/_page/jobs/' + job),
  loseSession: ({ set }) => send('DELETE', '/_page/scale-sets/' + set + '/session'),
  deleteSet: ({ set }) => send('DELETE', '/_page/scale-sets/' + set),
  fault: ({ fault, on }) => send('PUT', '/_page/faults/' + fault, { on: on === 'true' }),
};
`;

/** The page's script. */
export const SCRIPT = pageScript(JOBS, SCALE_SETS, REQUESTS, PAGE);
