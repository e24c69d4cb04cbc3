/** The page's script: shows each state that it receives, and sends a request for each button. */
export const SCRIPT = `
const main = document.querySelector('main');
const link = document.querySelector('#link');

const el = (tag, props = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children);
  return node;
};
const mark = (word, text = word) => el('span', { className: 'mark ' + word, textContent: text });
const table = (heads, rows, emptyText) => rows.length === 0
  ? el('p', { className: 'soft', textContent: emptyText })
  : el('div', { className: 'wide' }, el('table', {},
      el('thead', {}, el('tr', {}, ...heads.map((head) => el('th', { scope: 'col', textContent: head })))),
      el('tbody', {}, ...rows.map((cells) => el('tr', {}, ...cells.map((cell) => el('td', {}, cell ?? '')))))));
const send = (method, path, body) =>
  fetch(path, { method, headers: { 'content-type': 'application/json' }, body: body && JSON.stringify(body) });

const agentRow = (agent) => [agent.name, mark(agent.status), agent.enabled ? 'yes' : 'no', agent.job ? 'request ' + agent.job : '', agent.version, agent.since];
const jobRow = (job) => [
  job.name, mark(job.result ?? job.state, job.state + (job.result ? ': ' + job.result : '')), job.agent, job.demands.join(', '), job.queued,
  job.issue ?? (job.state === 'completed' || job.state === 'refused' ? '' :
    el('button', { type: 'button', textContent: 'Cancel', onclick: () => send('DELETE', '/_page/jobs/' + job.build) })),
];

function newSection(pool) {
  const form = el('form', {},
    el('label', {}, 'Job', el('input', { name: 'name', value: 'Job', required: true })),
    el('label', {}, 'Seconds', el('input', { name: 'seconds', type: 'number', min: 0, value: 10 })),
    el('label', {}, 'Demands, comma-separated', el('input', { name: 'demands' })),
    el('button', { textContent: 'Queue' }));
  form.onsubmit = (event) => {
    event.preventDefault();
    const demands = form.elements.demands.value.split(',').map((each) => each.trim()).filter(Boolean);
    send('POST', '/_page/jobs', { pool: pool.name, name: form.elements.name.value, seconds: Number(form.elements.seconds.value), demands });
  };
  return el('section', { id: 'pool-' + pool.id }, el('h2'), form, el('div', { className: 'live' }));
}

function show(state) {
  document.querySelector('#url').textContent = state.url;
  for (const pool of state.pools) {
    let section = document.querySelector('#pool-' + pool.id);
    if (!section) main.append(section = newSection(pool));
    section.querySelector('h2').textContent = 'Agent pool ' + pool.name + ': ' + pool.waiting + ' waiting, ' + pool.running + ' running';
    section.querySelector('.live').replaceChildren(
      el('h3', { textContent: 'Agents' }), table(['Name', 'Status', 'Enabled', 'Has', 'Version', 'Since'], pool.agents.map(agentRow), 'No agents: a job would fail immediately.'),
      el('h3', { textContent: 'Jobs' }), table(['Job', 'State', 'Agent', 'Demands', 'Queued', ''], pool.jobs.map(jobRow), 'No jobs yet.'));
  }
}

const events = new EventSource('/_page/events');
events.onmessage = ({ data }) => { link.textContent = 'live'; show(JSON.parse(data)); };
events.onerror = () => { link.textContent = 'not connected'; };
`;
