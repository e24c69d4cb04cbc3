/** The tables of agents, and what to do when there is none. */
export const AGENTS = `
const agentMark = (agent) => mark(agent.status);

function agentRow(pool, agent) {
  return { key: 'agent-' + agent.id, cells: [
    agentButton(pool, agent),
    el('span', {}, agentMark(agent), ...(agent.enabled ? [] : [el('span', { class: 'chip' }, 'disabled')])),
    agent.job ? jobButton(agent.job) : '', span(now() - agent.since),
  ] };
}

function deletedRow(pool, agent) {
  return { key: 'agent-' + agent.id, cells: [agentButton(pool, agent), clockTime(agent.from), clockTime(agent.to), span(agent.to - agent.from)] };
}

const AGENT_HEADS = [['Agent', 'name'], ['Status'], ['Job', 'job'], ['For', 'number']];
const DELETED_HEADS = [['Agent', 'name'], ['Registered', 'extra number'], ['Deleted', 'number'], ['Lived', 'number']];

const agentsTable = (pool) => pool.agents.length === 0
  ? noAgent(pool)
  : table('Agents of agent pool ' + pool.name, AGENT_HEADS, pool.agents.map((agent) => agentRow(pool, agent)));

const deletedAgents = (pool) => pool.deletedCount === 0 ? null : el('details', {},
  el('summary', {}, pool.deletedCount + (pool.deletedCount === 1 ? ' deleted agent' : ' deleted agents')),
  table('Deleted agents of agent pool ' + pool.name, DELETED_HEADS, pool.deleted.map((agent) => deletedRow(pool, agent))));

const noAgent = (pool) => el('div', { class: 'empty' },
  el('p', {}, 'No agent is registered, so a job fails immediately. In a clone of this project, in another terminal, this starts an agent:'),
  el('pre', { tabindex: 0 }, [
    'export AZP_URL=' + state.url,
    'export AZP_TOKEN=...   # as printed by npm run fake-devops',
    'export AZP_POOL=' + pool.name + ' AZP_AGENT_NAME=mine AGENT_ALLOW_RUNASROOT=1',
    'export AZP_AGENT_HOME=$(mktemp -d) AZP_WORK=$(mktemp -d)',
    'cp -r dist/stub-agent/. "$AZP_AGENT_HOME"',
    'node docker/agent.cjs',
  ].join('\\n')),
  el('p', {}, 'npm run try does it all: a cluster, KEDA and agents that come with the jobs (docs/try.md).'));
`;
