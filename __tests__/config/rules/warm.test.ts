import { aConfig, aDraft, type Draft, problemsOf } from '../../support/builders';

const withEntry = (entry: Draft, changes: Draft = {}) =>
  aDraft({ keda: { trigger: 'metrics-api' }, agentPools: [{ name: 'linux', ...entry }], ...changes });
const problems = (entry: Draft, changes: Draft = {}) => problemsOf(withEntry(entry, changes));
const window = (changes: Draft = {}): Draft => ({ warm: [{ agents: 2, ...changes }] });

test('a window has defaults that keep it always open', () => {
  const [entry] = aConfig(withEntry(window())).agentPools;
  expect(entry?.warm).toEqual([{ agents: 2, days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' }]);
});

test('overlapping windows and windows over midnight are no problem', () => {
  const timeZone = 'Europe/Berlin';
  const warm = [
    { agents: 1 },
    { agents: 2, days: ['mon', 'tue'], from: '07:30', to: '18:00', timeZone },
    { agents: 3, from: '22:00', to: '06:00', timeZone },
  ];
  expect(problems({ warm, warmMaxHours: 24, anticipate: true })).toEqual([]);
});

test('warm agents and anticipation need the scaler of this project', () => {
  const keda = { trigger: 'azure-pipelines' };
  expect(problems({ warm: [], anticipate: false }, { keda })).toEqual([]);
  expect(problems({ ...window(), anticipate: true }, { keda })).toEqual([
    'agentPools[0].warm must be left out with keda.trigger "azure-pipelines", which starts agents for jobs in the queue only, got a list of objects: leave it out, or set keda.trigger to \'metrics-api\'',
    'agentPools[0].anticipate must be left out with keda.trigger "azure-pipelines", which starts agents for jobs in the queue only, got true: leave it out, or set keda.trigger to \'metrics-api\'',
  ]);
});

test.each([
  ['days', { days: ['mon'] }],
  ['a beginning', { from: '07:30' }],
  ['an end', { to: '18:00' }],
  ['hours on every day', { from: '07:30', to: '18:00' }],
])('a window with %s needs a time zone', (_, changes) => {
  expect(problems(window(changes))).toEqual([
    'agentPools[0].warm[0].timeZone must name the time zone of days, from and to, got nothing: write area and place, like Europe/Berlin, or UTC',
  ]);
  expect(problems(window({ ...changes, timeZone: 'UTC' }))).toEqual([]);
});

test('a window of 24 hours on each day needs none, whenever it begins', () => {
  expect(problems(window({ from: '06:00', to: '06:00' }))).toEqual([]);
});

test.each([
  ['Europe/Berln', 'did you mean "Europe/Berlin"?'],
  ['berlin', 'did you mean "Europe/Berlin"?'],
  ['W. Europe Standard Time', 'list them with: node -p "Intl.supportedValuesOf(\'timeZone\').join()"'],
  ['+01:00', 'list them with: node -p "Intl.supportedValuesOf(\'timeZone\').join()"'],
])('%s is no time zone', (timeZone, remedy) => {
  expect(problems(window({ days: ['mon'], timeZone }))).toEqual([
    `agentPools[0].warm[0].timeZone must be a time zone by area and place, like Europe/Berlin, or UTC, got "${timeZone}": ${remedy}`,
  ]);
});

test.each([
  ['from', '7:30', '23:59', 'write "07:30"'],
  ['from', '24:00', '23:59', 'write hours and minutes, like 07:30'],
  ['to', '1800', '24:00', 'write "18:00"'],
  ['to', '24:01', '24:00', 'write hours and minutes, like 18:00'],
  ['to', '6 pm', '24:00', 'write hours and minutes, like 18:00'],
])('%s %s is no time of day', (option, value, last, remedy) => {
  expect(problems(window({ timeZone: 'UTC', [option]: value }))).toEqual([
    `agentPools[0].warm[0].${option} must be a time of day from 00:00 to ${last}, got "${value}": ${remedy}`,
  ]);
});

test('an object that has no text form is no time of day', () => {
  expect(problems(window({ timeZone: 'UTC', from: Object.create(null) }))).toEqual([
    'agentPools[0].warm[0].from must be a time of day from 00:00 to 23:59, got an object: write hours and minutes, like 07:30',
  ]);
});

test('days are a list of at least one known day', () => {
  expect(problems(window({ timeZone: 'UTC', days: [] }))).toEqual([
    'agentPools[0].warm[0].days must be a list of days, at least one, got []: name some of mon, tue, wed, thu, fri, sat, sun, or leave it out for every day',
  ]);
  expect(problems(window({ timeZone: 'UTC', days: ['monday'] }))).toEqual([
    'agentPools[0].warm[0].days[0] must be one of mon, tue, wed, thu, fri, sat, sun, got "monday": write the first three letters of the English name',
  ]);
});

test('warm agents must not be more than the agents of their entry', () => {
  expect(problems({ ...window(), maxAgents: 2 })).toEqual([]);
  expect(problems({ ...window(), maxAgents: 1 })).toEqual([
    'agentPools[0].warm[0].agents must not be above maxAgents (1), got 2: lower it, or raise maxAgents',
  ]);
});

test('warm agents must not be more than the parallel jobs, if the config has their number', () => {
  const azureDevOps = (parallelJobs: unknown) => ({ azureDevOps: { organizationUrl: 'https://dev.azure.com/example', parallelJobs } });
  for (const parallelJobs of [2, 'bought', 'unlimited']) expect(problems(window(), azureDevOps(parallelJobs))).toEqual([]);
  expect(problems(window(), azureDevOps(1))).toEqual([
    'agentPools[0].warm[0].agents must not be above azureDevOps.parallelJobs (1), got 2: lower it, or raise azureDevOps.parallelJobs',
  ]);
});

test('warm agents must fit on all nodes of their node pool together', () => {
  const on = (cluster: Draft, entry: Draft = {}) => problems({ ...window({ agents: 7 }), ...entry }, { cluster });
  expect(on({ nodePool: { maxNodes: 4 } })).toEqual([]);
  expect(on({ nodePool: { maxNodes: 3 } })).toEqual([
    'agentPools[0].warm[0].agents must fit on the nodes of cluster.nodePool: 6 agents of this size do (2 a node, maxNodes is 3), got 7: lower it, or raise cluster.nodePool.maxNodes',
  ]);
  expect(on({ nodePool: { maxNodes: 3 }, agentNodePool: { maxNodes: 2 } })).toEqual([]);
  expect(on({ agentNodePool: { maxNodes: 1 } })).toEqual([
    'agentPools[0].warm[0].agents must fit on the nodes of cluster.agentNodePool: 6 agents of this size do (6 a node, maxNodes is 1), got 7: lower it, or raise cluster.agentNodePool.maxNodes',
  ]);
  expect(on({ nodePool: { maxNodes: 1 } }, { nodeSelector: { disk: 'fast' } })).toEqual([]);
  expect(on({ nodePool: { vmSize: 'Standard_NC24ads_A100_v4', maxNodes: 1 } })).toEqual([]);
});

test('an invalid option is one problem, and not another one of what depends on it', () => {
  expect(problems({ ...window({ agents: 5, days: ['mon'], timeZone: 3 }), maxAgents: 0 })).toEqual([
    expect.stringMatching(/^agentPools\[0\]\.maxAgents must be a whole number/),
    expect.stringMatching(/^agentPools\[0\]\.warm\[0\]\.timeZone must be a time zone/),
  ]);
});

test('the list and its windows must be of the right type', () => {
  expect(problems({ warm: { agents: 1 } })).toEqual(['agentPools[0].warm must be a list, got an object: write it in [ and ]']);
  expect(problems({ warm: [2] })).toEqual(['agentPools[0].warm[0] must be an object, got 2: write it in { and }']);
  expect(problems({ warm: [{}] })).toEqual([
    'agentPools[0].warm[0].agents must be a whole number from 1 to 1000, got nothing: set how many jobs should find an agent that is ready',
  ]);
});
