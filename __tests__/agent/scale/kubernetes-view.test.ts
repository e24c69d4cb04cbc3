import type { ServerResponse } from 'node:http';
import { createLog } from '../../../agent/process/log';
import { AgentTracker } from '../../../agent/scale/agent-tracker';
import { KubernetesView } from '../../../agent/scale/kubernetes-view';
import { eventually } from '../../support/eventually';
import { AgentsApi } from '../support/agents-api';
import { newJob, podOf } from './model/cluster';

const JOB = newJob('linux', 'linux-a', 0);
const OTHER = newJob('linux', 'linux-b', 0);

let api: AgentsApi;
let lines: string[];
let tracker: AgentTracker;
let view: KubernetesView;
beforeEach(async () => {
  api = await AgentsApi.start();
  lines = [];
  tracker = new AgentTracker(() => 0);
  view = new KubernetesView(
    api.server.api(),
    tracker,
    createLog((line) => void lines.push(line)),
  );
});
afterEach(() => {
  view.close();
  api.close();
});

const names = () => tracker.agents.filter(({ state }) => !state.finished).map(({ job }) => job.metadata.name);
const watching = () => eventually('it watches', () => api.watches.length === 2);
const isWatch = (url = '') => url.includes('watch=1');

test('it lists the Jobs of KEDA and the pods of Jobs, and watches from there', async () => {
  api.jobs = [JOB];
  api.pods = [podOf('linux-a', 'running')];
  await view.refresh();
  expect(tracker.agents).toMatchObject([{ entry: 'linux', state: { started: true } }]);
  await watching();
  const asked = api.server.asked.map(({ url }) => decodeURIComponent(url));
  expect(asked.filter((url) => url.includes('labelSelector=scaledjob.keda.sh/name')).length).toBe(2);
  expect(asked.filter((url) => url.includes('labelSelector=batch.kubernetes.io/job-name')).length).toBe(2);
  expect(api.watches.map(({ version }) => version).toSorted()).toEqual(['1', '2']);
  api.event('jobs', 'ADDED', OTHER);
  await eventually('the Job is known', () => names().includes('linux-b'));
  api.event('jobs', 'DELETED', JOB);
  await eventually('the Job is gone', () => !names().includes('linux-a'));
  api.event('pods', 'ADDED', podOf('linux-b', 'running'));
  await eventually('its pod is known', () => tracker.agents.some(({ job, state }) => job.metadata.name === 'linux-b' && state.started));
});

test('it reads all pages of a list', async () => {
  const page = (items: object[], more: string) => JSON.stringify({ metadata: { resourceVersion: '7', continue: more }, items });
  api.instead = ({ url = '' }, response) => {
    if (!url.includes('/jobs') || isWatch(url)) return false;
    response.end(url.includes('continue=next') ? page([OTHER], '') : page([JOB], 'next'));
    return true;
  };
  await view.refresh();
  expect(names()).toEqual(['linux-a', 'linux-b']);
});

test('an event may arrive in pieces, and several together', async () => {
  await view.refresh();
  await watching();
  const [one, two] = [JOB, OTHER].map((object) => `${JSON.stringify({ type: 'ADDED', object })}\n`);
  const text = `${one}${two}`;
  api.send('jobs', text.slice(0, 40));
  await new Promise((resolve) => setImmediate(resolve));
  api.send('jobs', text.slice(40));
  await eventually('both are known', () => names().length === 2);
});

const gone = { kind: 'Status', status: 'Failure', reason: 'Expired', code: 410, metadata: {} };
const breaks: Record<string, (response: ServerResponse) => void> = {
  'is reset': (response) => response.socket?.destroy(),
  'sends what is no JSON': (response) => response.write('<html>\n'),
  'sends a broken line and ends': (response) => response.end('{"type":"ADD'),
  'sends the event ERROR 410': (response) => response.write(`${JSON.stringify({ type: 'ERROR', object: gone })}\n`),
  'sends an object that is not as documented': (response) => response.write('{"type":"ADDED","object":{"metadata":{"name":7}}}\n'),
  'sends a line without end': (response) => response.write('x'.repeat(5 * 1024 * 1024)),
  'sends binary data': (response) => response.write(Buffer.from([0, 255, 254, 10])),
};

test.each(Object.entries(breaks))('a watch that %s ends, and the next list starts another', async (_, breakIt) => {
  api.jobs = [JOB];
  await view.refresh();
  await watching();
  const broken = [...api.watches];
  for (const { response } of broken) breakIt(response);
  await eventually('its connections are closed', () => broken.every(({ response }) => response.destroyed));
  expect(names()).toEqual(['linux-a']);
  api.jobs = [JOB, OTHER];
  await view.refresh();
  expect(names()).toEqual(['linux-a', 'linux-b']);
  await watching();
});

test('a watch that is refused again and again is logged once', async () => {
  api.instead = ({ url }, response) => {
    if (isWatch(url)) response.writeHead(403).end('{}');
    return isWatch(url);
  };
  for (let round = 1; round <= 5; round++) {
    await view.refresh();
    await eventually('both were asked', () => api.server.asked.filter(({ url }) => isWatch(url)).length === 2 * round);
  }
  await eventually('it is logged', () => lines.length > 0);
  expect(lines.filter((line) => line.includes('watch jobs'))).toHaveLength(1);
  expect(lines.filter((line) => line.includes('watch pods'))).toHaveLength(1);
});

const failures: Record<string, [RegExp, (response: ServerResponse) => void]> = {
  'is refused': [/answered 403: check that the service account may list (jobs|pods)/, (response) => response.writeHead(403).end()],
  'is reset': [/aborted|socket hang up|ECONNRESET/, (response) => response.socket?.destroy()],
  'breaks off': [
    /aborted/,
    (response) => {
      response.write('{"metadata":');
      setImmediate(() => response.socket?.destroy());
    },
  ],
  'is no JSON': [/JSON/, (response) => response.end('<html>')],
  'is not as documented': [/items/, (response) => response.end('{"metadata":{"resourceVersion":"1"}}')],
  hangs: [/aborted/, () => {}],
};

test.each(Object.entries(failures))('a list that %s leaves what is known', async (_, [message, fail]) => {
  api.jobs = [JOB];
  await view.refresh();
  await watching();
  const hasty = new KubernetesView(
    api.server.api(200),
    tracker,
    createLog(() => {}),
  );
  api.instead = (_, response) => {
    fail(response);
    return true;
  };
  await expect(hasty.refresh()).rejects.toThrow(message);
  expect(names()).toEqual(['linux-a']);
  api.event('jobs', 'ADDED', OTHER);
  await eventually('the old watch goes on', () => names().length === 2);
});

test('hundreds of rounds leave no connection behind', async () => {
  for (let round = 0; round < 150; round++) await view.refresh();
  await eventually('only the last watches are open', () => api.watches.length === 2);
  view.close();
  await eventually('none is open', () => api.watches.length === 0);
  expect(lines).toEqual([]);
});

test('a list that ends after it was closed starts no watch', async () => {
  const refresh = view.refresh();
  view.close();
  await refresh;
  await view.refresh();
  expect(api.server.asked.filter(({ url }) => isWatch(url))).toEqual([]);
});

describe('deleting a Job', () => {
  test('deletes its pod too, and no other Job of the same name', async () => {
    api.jobs = [JOB];
    await view.deleteJob(JOB);
    expect(api.asked).toEqual(['DELETE jobs/linux-a']);
    expect(JSON.parse(api.server.asked[0]?.body ?? '')).toEqual({ propagationPolicy: 'Background', preconditions: { uid: 'uid-linux-a' } });
  });

  test.each([404, 409])('is done if it is gone (%i)', async (status) => {
    api.instead = (_, response) => response.writeHead(status).end() !== undefined;
    await view.deleteJob(JOB);
  });

  test('is refused without the right', async () => {
    api.instead = (_, response) => response.writeHead(403).end() !== undefined;
    await expect(view.deleteJob(JOB)).rejects.toThrow('may delete jobs');
  });
});
