import { aDraft, problemsOf, withValue } from '../support/builders';

const whole = (min: number, max: number) => `must be a whole number from ${min} to ${max}`;

/** Each numeric option, with its bounds and the remedy for a value beyond them. */
test.each([
  [
    'cluster.nodePool.minNodes',
    1,
    1000,
    'the default node pool never scales to zero: use cluster.agentNodePool, which does',
    { 'cluster.nodePool.maxNodes': 1000 },
  ],
  ['cluster.nodePool.maxNodes', 1, 1000, 'set the most nodes that you want to pay for', {}],
  ['cluster.nodePool.osDiskSizeGb', 30, 2048, 'an ephemeral disk must fit on the local disk of the VM size', {}],
  ['cluster.nodePool.podPidLimit', 256, 4_194_304, '4096 is enough for most jobs; a thread counts as a process', {}],
  ['cluster.agentNodePool.minNodes', 0, 1000, '0 scales the node pool to nothing when idle', { 'cluster.agentNodePool.maxNodes': 1000 }],
  ['cluster.agentNodePool.maxNodes', 1, 1000, 'set the most nodes that you want to pay for', {}],
  ['cluster.agentNodePool.osDiskSizeGb', 30, 2048, 'an ephemeral disk must fit on the local disk of the VM size', {}],
  ['cluster.agentNodePool.podPidLimit', 256, 4_194_304, '4096 is enough for most jobs; a thread counts as a process', {}],
  ['keda.httpTimeoutSeconds', 1, 300, "15 is a good start; KEDA's own default of 3 is too short for busy agent pools", {}],
  ['azureDevOps.auth.revision', 1, 1_000_000, 'start with 1 and add 1 for each new token', { 'azureDevOps.auth.kind': 'pat' }],
  ['agentPools.0.maxAgents', 1, 1000, 'set the most jobs that may run at the same time', {}],
  ['agentPools.0.pollingSeconds', 1, 3600, 'leave it out: the default is quick and stays far below the rate limit of Azure DevOps', {}],
  ['agentPools.0.jobTimeoutMinutes', 1, 10_080, 'a week is the maximum', { 'agentPools.0.idleMinutes': 1 }],
  ['agentPools.0.idleMinutes', 1, 1440, 'a few minutes are enough', { 'agentPools.0.jobTimeoutMinutes': 10_080 }],
  ['agentPools.0.warmMaxHours', 1, 168, '12 replaces agents once between two working days', {}],
  [
    'agentPools.0.warm.0.agents',
    1,
    1000,
    'set how many jobs should find an agent that is ready',
    {
      'keda.trigger': 'metrics-api',
      'agentPools.0.maxAgents': 1000,
      'agentPools.0.warm': [{}],
      'cluster.nodePool.maxNodes': 500,
    },
  ],
  ['agentPools.0.keepFinishedMinutes', 0, 10_080, '0 removes pods and their logs immediately', {}],
  ['agentPools.0.keepSucceeded', 0, 1000, '10 is enough to see what happened', {}],
  ['agentPools.0.keepFailed', 0, 1000, '10 is enough to see what happened', {}],
])('%s is a whole number from %i to %i', (path, min, max, remedy, otherOptions) => {
  const draft = Object.entries(otherOptions).reduce((sum, [key, value]) => withValue(sum, key, value), aDraft());
  const shown = path.replaceAll(/\.(\d+)\./g, '[$1].');
  expect(problemsOf(withValue(draft, path, min))).toEqual([]);
  expect(problemsOf(withValue(draft, path, max))).toEqual([]);
  for (const bad of [min - 1, max + 1, min + 0.5]) {
    expect(problemsOf(withValue(draft, path, bad))).toEqual([`${shown} ${whole(min, max)}, got ${bad}: ${remedy}`]);
  }
});
