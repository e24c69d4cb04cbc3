import { pageScript } from '../common/script';
import { AGENTS } from './agents';
import { DETAILS } from './details';
import { JOBS } from './jobs';

/** A section for each agent pool, and what buttons do. */
const PAGE = `
const poolSection = (pool) => el('section', { 'data-key': 'pool-' + pool.id, 'aria-labelledby': 'pool-' + pool.id },
  el('div', { class: 'head' }, el('h2', { id: 'pool-' + pool.id }, 'Agent pool ', el('b', {}, pool.name)),
    figures(figure('wait', pool.waiting, 'waiting'), figure('busy', pool.running, 'running'),
      figure('good', pool.succeeded, 'succeeded'), figure('bad', pool.notSucceeded, 'not succeeded'),
      figure('', pool.online + ' of ' + pool.agents.length, 'agents online'))),
  poolForm(pool),
  el('div', { class: 'columns' },
    el('div', { class: 'card' }, el('h3', {}, 'Jobs'), jobsTable(pool)),
    el('div', { class: 'card' }, el('h3', {}, 'Agents'), agentsTable(pool), deletedAgents(pool))));
const sectionsOf = ({ pools }) => pools.map(poolSection);

const ACTIONS = {
  job: ({ job }) => openDetail('/_page/jobs/' + job),
  agent: ({ pool, agent }) => openDetail('/_page/pools/' + pool + '/agents/' + agent),
  cancel: ({ build }) => send('DELETE', '/_page/jobs/' + build),
};
`;

/** The page's script. */
export const SCRIPT = pageScript(JOBS, AGENTS, DETAILS, PAGE);
