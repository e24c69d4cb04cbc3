import { milliseconds, minutes } from '../../../lib/duration';
import type { ListedCheck, Result } from '../../../operate/doctor/check';
import { explainDevOpsError } from '../../../operate/doctor/facts/azure-devops/errors';
import { fail, pass, Unmet } from '../../../operate/doctor/outcome';
import { runChecks } from '../../../operate/doctor/run-checks';
import { readAnswer as readClusterAnswer } from '../../../operate/lib/cluster/answer';
import { ClusterError } from '../../../operate/lib/cluster/error';
import { readAnswer } from '../../../providers/azure-devops/client/answer';

const never = new Promise<never>(() => {});
const aCheck = (id: string, run: ListedCheck<object>['run']): ListedCheck<object> => ({
  id,
  title: `Title of ${id}`,
  phase: 'before',
  run,
});
const LONG = minutes(1);
const alone = (id: string) => `npm run doctor -- --only ${id}`;
const tryAlone = (id: string) => `try it alone: ${alone(id)}`;

async function outcomes(checks: readonly ListedCheck<object>[], { limit = LONG, stop = new AbortController().signal } = {}) {
  const results = await runChecks(checks, {}, { limit, stop, alone });
  return Object.fromEntries(results.map(({ id, outcome }) => [id, outcome]));
}

test('a crash in one check does not stop the others', async () => {
  const checks = [
    aCheck('rejects', async () => {
      throw new Error('broken');
    }),
    aCheck('throws', () => {
      throw new Error('broken immediately');
    }),
    aCheck('well', async () => pass('fine')),
  ];
  expect(await outcomes(checks)).toEqual({
    rejects: { status: 'fail', finding: 'could not be checked: broken', advice: tryAlone('rejects') },
    throws: { status: 'fail', finding: 'could not be checked: broken immediately', advice: tryAlone('throws') },
    well: { status: 'pass', finding: 'fine' },
  });
});

test('a check that takes too long is a failure that says so', async () => {
  const checks = [aCheck('slow', () => never), aCheck('well', async () => pass('fine'))];
  expect(await outcomes(checks, { limit: milliseconds(20) })).toEqual({
    slow: {
      status: 'fail',
      finding: 'could not be checked: no result within 0.02 s',
      advice: tryAlone('slow'),
    },
    well: { status: 'pass', finding: 'fine' },
  });
});

test('the end of all checks ends those that run, and those that have not begun', async () => {
  const stop = new AbortController();
  const finding = 'could not be checked: the time for all checks together was up';
  const slow = aCheck('slow', () => {
    stop.abort();
    return never;
  });
  expect(await outcomes([slow], { stop: stop.signal })).toMatchObject({ slow: { status: 'fail', finding } });
  expect(await outcomes([aCheck('late', async () => pass('too late'))], { stop: stop.signal })).toMatchObject({ late: { finding } });
});

test('checks run in parallel: each waits for another', async () => {
  const resolvers: (() => void)[] = [];
  const both = new Promise<void>((resolve) => resolvers.push(resolve));
  let begun = 0;
  const meet = async () => {
    begun += 1;
    if (begun === 2) for (const resolve of resolvers) resolve();
    await both;
    return pass('met');
  };
  expect(await outcomes([aCheck('one', meet), aCheck('two', meet)])).toMatchObject({ one: { status: 'pass' }, two: { status: 'pass' } });
});

test('a check that depends on something missing is skipped, and says which check reports that', async () => {
  const checks = [
    aCheck('unmet', async () => {
      throw new Unmet('not signed in');
    }),
    aCheck('no-cluster', async () => {
      throw new ClusterError({ finding: 'no answer', fault: 'unreachable', advice: 'wait' });
    }),
    aCheck('no-right', async () => {
      throw new ClusterError({ finding: 'may not list pods', fault: 'right' });
    }),
  ];
  expect(await outcomes(checks)).toMatchObject({
    unmet: { status: 'skip', finding: 'not signed in' },
    'no-cluster': { status: 'skip', finding: 'the cluster can\'t be read, see the check "cluster"' },
    'no-right': { status: 'fail', finding: 'could not be checked: may not list pods', advice: tryAlone('no-right') },
  });
});

const refused = (status: number) =>
  readAnswer('GET pools/44/agents', new Response(JSON.stringify({ message: 'Access denied.' }), { status }));

test.each<[string, () => Promise<unknown>, string, string]>([
  [
    'of the cluster',
    async () => readClusterAnswer('/api/v1/nodes', { status: 403, body: '{"message":"nodes is forbidden"}' }),
    'a right is missing: nodes is forbidden',
    'ask for a role with the data action Microsoft.ContainerService/managedClusters/*/read on the cluster',
  ],
  [
    'of Azure DevOps without the right',
    () => refused(403),
    'GET pools/44/agents: refused (403): Access denied.',
    'make the identity an Administrator of the agent pool, and give a token the scope "Agent Pools (Read & manage)"',
  ],
  [
    'of Azure DevOps without a sign-in',
    () => refused(401),
    'GET pools/44/agents: not signed in (401): Access denied.',
    'check the token, its scope "Agent Pools (Read & manage)", that it has not expired, and the organisation',
  ],
  ['that names no remedy', () => refused(500), 'GET pools/44/agents: no usable answer (500): Access denied.', tryAlone('refused')],
])('a refusal %s is reported with its own remedy', async (_, ask, what, advice) => {
  const check = { ...aCheck('refused', async () => pass(String(await ask()))), explain: explainDevOpsError };
  expect(await outcomes([check])).toEqual({ refused: { status: 'fail', finding: `could not be checked: ${what}`, advice } });
});

test('results are reported as they come and returned in the order of the checks', async () => {
  const reported: string[] = [];
  let finish: (outcome: ReturnType<typeof fail>) => void = () => {};
  const first = aCheck('first', () => new Promise((resolve) => (finish = resolve)));
  const second = aCheck('second', async () => pass('fine'));
  const onResult = ({ id }: Result) => {
    reported.push(id);
    if (id === 'second') finish(fail('bad', 'mend it'));
  };
  const results = await runChecks([first, second], {}, { limit: LONG, stop: new AbortController().signal, alone, onResult });
  expect(reported).toEqual(['second', 'first']);
  expect(results).toEqual([
    { id: 'first', title: 'Title of first', phase: 'before', outcome: { status: 'fail', finding: 'bad', advice: 'mend it' } },
    { id: 'second', title: 'Title of second', phase: 'before', outcome: { status: 'pass', finding: 'fine' } },
  ]);
});
