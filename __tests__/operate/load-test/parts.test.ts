import { terminalOf } from '../../../operate/lib/terminal';
import { joinJobs } from '../../../operate/load-test/azure-devops/join-jobs';
import { renderChart } from '../../../operate/load-test/chart';
import { parseCommandLine } from '../../../operate/load-test/command-line';
import { type LoadJob, phaseOf } from '../../../operate/load-test/job';
import { leftBehind } from '../../../operate/load-test/leftovers';
import { countLine, Progress } from '../../../operate/load-test/progress';
import { figuresOf, problemsOf, type Report } from '../../../operate/load-test/report';

const aJob = (given: Partial<LoadJob> = {}): LoadJob => ({
  id: 'j1',
  name: 'Load 1',
  queued: 0,
  assigned: undefined,
  started: undefined,
  finished: undefined,
  result: undefined,
  agent: undefined,
  issue: undefined,
  ...given,
});
const done = (started: number, finished: number, given: Partial<LoadJob> = {}) =>
  aJob({ assigned: started - 500, started, finished, result: 'succeeded', agent: `a${started}`, ...given });
const aReport = (jobs: readonly LoadJob[], given: Partial<Report> = {}): Report => ({
  run: { id: 1, url: 'https://dev.azure.com/contoso/demo/_build/results?buildId=1', result: 'succeeded' },
  agentPool: 'linux',
  waitsFrom: 'jobrequest.queueTime',
  asked: { jobs: jobs.length, seconds: 1 },
  ...figuresOf(jobs),
  leftovers: { afterSeconds: 120, agents: [] },
  jobs,
  ...given,
});

test.each([
  [{}, 'queued'],
  [{ assigned: 1 }, 'starting'],
  [{ assigned: 1, started: 2 }, 'running'],
  [{ assigned: 1, started: 2, finished: 3 }, 'finished'],
  [{ result: 'canceled' }, 'finished'],
] as const)('a job with %j is %s', (given, phase) => {
  expect(phaseOf(aJob(given))).toBe(phase);
});

const gaps = { planId: 'p', reservedAgent: null, definition: null, owner: null, demands: [] };
const times = { assignTime: undefined, receiveTime: undefined, finishTime: undefined, result: undefined };
const request = { ...gaps, ...times, requestId: 1, jobId: 'AB', queueTime: 1000 };
const record = { id: 'ab', parentId: null, type: 'Job', name: 'Load 1', startTime: 4000, finishTime: undefined, workerName: 'agent-1' };

test('requests and records are joined by the id of their job, without case; a stage is not a job', () => {
  const jobs = joinJobs({ requests: [request], records: [record, { ...record, id: 'cd', type: 'Stage' }], createdDate: 500 });
  expect(jobs).toMatchObject([{ id: 'ab', queued: 1000, started: 4000, agent: 'agent-1' }]);
});

test('a job counts from its request, never from the run, unless requests can’t be read', () => {
  expect(joinJobs({ requests: [], records: [record], createdDate: 500 })[0]?.queued).toBeUndefined();
  expect(joinJobs({ requests: undefined, records: [record], createdDate: 500 })[0]?.queued).toBe(500);
});

test('a request is a job before the run has a timeline', () => {
  expect(joinJobs({ requests: [request], records: [], createdDate: 0 })).toMatchObject([{ queued: 1000, started: undefined }]);
});

test('percentiles are measured values, in tenths of a second; a job that never started does not count', () => {
  const jobs = [
    ...Array.from({ length: 20 }, (_, index) => done((index + 1) * 1040, 60_000)),
    aJob({ finished: 90_000, result: 'canceled' }),
  ];
  expect(figuresOf(jobs)).toEqual({
    queueToStart: { p50: 10.4, p95: 19.8, max: 20.8 },
    total: { p50: 60, p95: 60, max: 60 },
    allDoneSeconds: 90,
    agentsStarted: 20,
  });
  expect(figuresOf([aJob()])).toEqual({ queueToStart: undefined, total: undefined, allDoneSeconds: undefined, agentsStarted: 0 });
});

test('an agent that ran two jobs is one agent', () => {
  expect(figuresOf([done(1000, 2000, { agent: 'a' }), done(3000, 4000, { agent: 'a' })]).agentsStarted).toBe(1);
});

test('problems: too few jobs, a job that failed with its reason, a limit without a figure', () => {
  const jobs = [done(1000, 2000), aJob({ result: 'failed', finished: 1, issue: 'No agent found' })];
  expect(problemsOf(aReport(jobs, { asked: { jobs: 3, seconds: 1 } }), undefined)).toEqual([
    '3 jobs were requested, the run has 2',
    '1 of 2 jobs did not succeed; Load 1: No agent found',
  ]);
  expect(problemsOf(aReport([done(1000, 2000)], { queueToStart: undefined }), 5)).toEqual([
    'the p95 from queue to start is unknown, the limit is 5 s',
  ]);
});

test('left behind are agents of the load, and new idle ones of the entry; not older, busy or disabled ones, or those of others', () => {
  const agent = (name: string, more = {}) => ({ id: 1, name, enabled: true, status: 'online' as const, statusChangedOn: 0, ...more });
  const busy = { assignedRequest: { requestId: 1 } };
  const agents = [
    agent('ci-linux-used', busy),
    agent('ci-linux-idle'),
    agent('ci-linux-old'),
    agent('ci-linux-busy', busy),
    agent('ci-linux-placeholder', { enabled: false }),
    agent('other'),
  ];
  const suspects = { before: new Set(['ci-linux-old']), used: new Set(['ci-linux-used']), prefix: 'ci-linux-' };
  expect(leftBehind(agents, suspects)).toEqual(['ci-linux-used', 'ci-linux-idle']);
});

test('jobs that the run does not have yet count as queued', () => {
  expect(countLine([aJob({ assigned: 1 }), done(1, 2)], 5)).toBe('3 queued, 1 starting, 0 running, 1 finished');
});

test('without a terminal a line is printed only for a change, and at most every few seconds', () => {
  const written: string[] = [];
  let now = 0;
  const stream = { isTTY: false, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  const progress = new Progress(terminalOf(stream, {}), () => now);
  for (const [at, line] of [
    [0, 'a'],
    [1000, 'b'],
    [4000, 'b'],
    [8000, 'b'],
    [9000, 'c'],
  ] as const) {
    now = at;
    progress.update(line);
  }
  expect(written).toEqual(['a\n', 'b\n', 'c\n']);
});

test('the chart has a bar with phases for each job, a title and a description, and escapes names', () => {
  const jobs = [done(5000, 9000, { name: 'A <b> & "c"' }), aJob({ finished: 9000, result: 'canceled' })];
  const svg = renderChart(aReport(jobs));
  expect(svg.match(/<g class="job">/g)).toHaveLength(2);
  const phases = ['queued', 'starting', 'running'];
  expect(phases.map((phase) => svg.match(new RegExp(`height="15" class="${phase}"`, 'g'))?.length)).toEqual([2, 1, 1]);
  expect(svg).toContain('aria-labelledby="title desc"');
  expect(svg).toContain('A &lt;b> &amp; &quot;c&quot;');
  expect(svg).toContain('prefers-color-scheme: dark');
  expect(openElements(svg)).toEqual([]);
});

test('the widths of the phases of a bar are in proportion to their times', () => {
  const svg = renderChart(aReport([aJob({ assigned: 4000, started: 6000, finished: 10_000, result: 'succeeded' })]));
  const widths = [...svg.matchAll(/width="([\d.]+)" height="15"/g)].map(([, width]) => Number(width));
  expect(widths).toEqual([160, 80, 160]);
});

test('the title of the chart says how many agents ran the jobs, and within which time 95 % of them started', () => {
  const oneEach = [done(5000, 9000), done(6000, 9000)];
  expect(renderChart(aReport(oneEach))).toContain('>One agent for each of 2 jobs; 95\u00a0% of them started</text>');
  const shared = [done(5000, 9000, { agent: 'a' }), done(9500, 12_000, { agent: 'a' })];
  expect(renderChart(aReport(shared))).toContain(
    '<title id="title">2 jobs on 1 agent; 95\u00a0% of them started within 9.5\u00a0s</title>',
  );
});

test('the chart marks the p95 at the start of the job that has it, whatever the order of the jobs', () => {
  // The job that waited longest was queued first and started first.
  const waits = [done(40_000, 50_000, { queued: 0 }), done(41_000, 50_000, { queued: 30_000 })];
  const svg = renderChart(aReport(waits));
  const [, x1] = /<line x1="([\d.]+)"[^>]* class="mark"\/>/.exec(svg) ?? [];
  // Names and margin take 94 units, and 400 units are the 50 s of the chart.
  expect(Number(x1)).toBe(94 + (40 / 50) * 400);
  expect(svg).toContain('>p95 40 s</text>');
  expect(renderChart(aReport([aJob()]))).not.toContain('class="mark"');
});

/** Elements of an XML text that are not closed in order. */
function openElements(xml: string): string[] {
  const open: string[] = [];
  for (const [, close, name = '', , self] of xml.matchAll(/<(\/?)([a-z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g)) {
    if (close === '/') expect(open.pop()).toBe(name);
    else if (self !== '/') open.push(name);
  }
  return open;
}

test.each([
  [['--project', 'p', '--jobs', '0'], '--jobs takes a whole number from 1 to 500, got "0"'],
  [['--project', 'p', '--jobs', '501'], '--jobs takes a whole number from 1 to 500, got "501"'],
  [['--project', 'p', '--fail-over-p95', ''], '--fail-over-p95 takes a number from 0 to 86400, got ""'],
  [['--project', ''], '--project must not be empty'],
])('%j is a usage error', (args, message) => {
  expect(() => parseCommandLine(args)).toThrow(message);
});

test('defaults of the options', () => {
  expect(parseCommandLine(['--project', 'p', '--jobs', '500'])).toMatchObject({
    jobs: 500,
    seconds: 60,
    pipeline: 'load-test',
    leftoversAfterSeconds: 120,
    failOverP95Seconds: undefined,
  });
});
