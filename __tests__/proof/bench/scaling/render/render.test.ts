import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectOf } from '../../../../../config/project';
import { replaceBetweenMarkers } from '../../../../../proof/bench/scaling/render/between-markers';
import { renderChart } from '../../../../../proof/bench/scaling/render/chart';
import { whereOthersAreBetter } from '../../../../../proof/bench/scaling/render/comparison';
import { PAGES } from '../../../../../proof/bench/scaling/render/files';
import { renderMarkdown } from '../../../../../proof/bench/scaling/render/table';
import { takeaway } from '../../../../../proof/bench/scaling/render/takeaway';
import { THEMES, type Theme } from '../../../../../proof/bench/scaling/render/theme';
import { inWordsOf } from '../../../../../proof/bench/scaling/render/words';
import { SERVICE_IDS } from '../../../../../proof/bench/scaling/services/ids';
import { aFloor, aLoad, aRun, someResults } from '../support/results';

const [someTheme] = THEMES as [Theme];
const slow = aRun({ jobs: [{ queued: 0, started: 30, finished: 40, result: 'succeeded', cancelled: false }] });

describe('tables', () => {
  test('have a row for each variant, with "not run" if it has no run', () => {
    const lines = renderMarkdown(someResults()).split('\n');
    expect(lines).toContain(
      '| this project (reads the queue every 10 s) | 1.00 | 20.0 | 20.0 | 20.0 | 50 | 0.3 | 0 | 932 | 360 | 0 | unknown |',
    );
    expect(lines.find((line) => line.startsWith('| another & more'))).toMatch(/(\| not run ){11}\|$/);
    expect(lines).toContain('| 1 job | this project | 50 | 25 | 2.40 |');
  });

  test('show "never" if a job was never over', () => {
    expect(renderMarkdown(someResults({ runs: [aRun({ jobs: [{ queued: 0, cancelled: false }] })] }))).toContain(
      '| never | never | never | never |',
    );
  });
});

describe('conditions', () => {
  test('of a single measurement have its day and the floor of the load', () => {
    const text = renderMarkdown(someResults({ floors: [aFloor({ starts: [1, 2, 3], agentWaits: [13, 14] })] }));
    expect(text).toContain('Measured on 2026-01-05: ');
    expect(text).toMatch(/Each\s+load\s+was\s+measured\s+once\s+with\s+each\s+variant\./);
    expect(text).toContain(
      'At most 40 agents. A bare pod starts after p50 2.0 s, p95 3.0 s. With bare agents, the p95 is 14.0 s. The goal for the p95 is 17.0 s.',
    );
  });

  test('of repetitions have their days and their number, and figures have their spread', () => {
    const runs = [slow, aRun({ startedAt: '2026-01-07T10:00:00.000Z' }), aRun(), aRun({ variant: 'other' })];
    const text = renderMarkdown(someResults({ runs }));
    expect(text).toContain('Measured on 2026-01-05 to 2026-01-07: ');
    expect(text).toMatch(/Each\s+load\s+was\s+measured\s+1\s+to\s+3\s+times\s+with\s+each\s+variant:\s+medians,/);
    expect(text).toContain('| 20.0 (20.0–30.0) | 20.0 (20.0–30.0) |');
  });

  test('of a load with more jobs than agents have no goal for the p95', () => {
    const loads = [{ ...aLoad('burst', '1 job'), maxAgents: 20, isLimited: true }];
    const text = renderMarkdown(someResults({ loads, floors: [aFloor({ agentWaits: [] })] }));
    expect(text).toMatch(/^At most 20 agents, which decides how long jobs wait\. A bare pod starts after p50 3\.0 s, p95 3\.0 s\.$/m);
  });
});

describe('comparison', () => {
  test('lists a figure in which another variant is better', () => {
    const runs = [slow, aRun({ variant: 'other', pods: [{ scheduled: 10, finished: 50 }] })];
    expect(whereOthersAreBetter(someResults({ runs }))).toContain('1 job, p95: another & more 20.0, this project 30.0');
  });

  test('names all that are better in one line, except those of this project that pay for agents in advance', () => {
    const variants = ['own', 'own-keda', 'own-warm', 'own-anticipate', 'other'].map((id) => ({ id, title: id, pollSeconds: 2 }));
    const runs = [slow, ...variants.slice(1).map(({ id }) => aRun({ variant: id }))];
    const lines = whereOthersAreBetter(someResults({ variants, runs })).filter((line) => line.includes(', p95: '));
    expect(lines).toEqual(['1 job, p95: own-keda 20.0, other 20.0, this project 30.0']);
  });

  test('ignores differences within noise', () => {
    const runs = [aRun({ endedAt: 51 }), aRun({ variant: 'other' })];
    expect(whereOthersAreBetter(someResults({ runs }))).toEqual([]);
  });

  test('lists a variant whose jobs ended if those of this project did not', () => {
    const runs = [aRun({ jobs: [{ queued: 0, cancelled: false }] }), aRun({ variant: 'other' })];
    expect(whereOthersAreBetter(someResults({ runs }))).toContain('1 job, all done after: another & more 50, this project never');
  });
});

test.each(THEMES)('the $name chart is well-formed XML and names every variant and load', (theme) => {
  const svg = renderChart(someResults(), theme);
  for (const name of ['this project', 'another &amp; more', '1 job', 'not run']) expect(svg).toContain(`>${name}</text>`);
  expect(svg.match(/<\w/g)?.length).toBe((svg.match(/<\/\w/g)?.length ?? 0) + (svg.match(/\/>/g)?.length ?? 0));
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});

describe('the takeaway', () => {
  const loads = [aLoad('two-waves', 'two waves'), aLoad('burst', 'a burst')];
  const job = (started: number) => ({ queued: 0, started, finished: 200, result: 'succeeded', cancelled: false });
  const waited = (variant: string, seconds: number, { pods = 1, burstSeconds = 20 } = {}) => [
    aRun({ variant, load: 'two-waves', jobs: [job(seconds)] }),
    aRun({ variant, load: 'burst', jobs: [job(burstSeconds)], pods: Array(pods).fill({ scheduled: 10, finished: 50 }) }),
  ];
  const others = [
    { id: 'alike', title: 'alike', pollSeconds: 10 },
    { id: 'eager', title: 'eager', pollSeconds: 10 },
  ];
  const variants = [{ id: 'own', title: 'this project', pollSeconds: 10 }, ...others];

  test('compares the waits with settings that also create one pod per job, and says what the others pay', () => {
    const runs = [...waited('own', 31), ...waited('alike', 73), ...waited('eager', 24, { pods: 2 })];
    expect(takeaway(someResults({ loads, variants, runs }))).toEqual({
      title: 'One agent per job; jobs that are queued while others run wait 31 s, not 73 s',
      explanation:
        'p95 with two waves, compared with settings that also create at most one pod per job. eager: 24 s, but up to 2.00 pods per job in one of the loads.',
    });
  });

  test('names the waits of all others if they are longer in every load, whatever their number of pods', () => {
    const runs = [
      ...waited('own', 18),
      ...waited('alike', 73, { burstSeconds: 21 }),
      ...waited('eager', 24, { pods: 2, burstSeconds: 22 }),
    ];
    const warm = { id: 'own-warm', title: 'this project, warm', pollSeconds: 2 };
    const all = [...runs, ...waited('own-warm', 3)];
    expect(takeaway(someResults({ loads, variants: [...variants, warm], runs: all }))).toEqual({
      title:
        'One agent per job, and the lowest p95 of the waits in every load: 18 s, not 24 to 73 s, for jobs that are queued while others run',
      explanation: 'p95 with two waves, compared with the settings of the others that were measured.',
    });
  });

  test.each([
    ['this project creates more pods than jobs', [...waited('own', 31, { pods: 2 }), ...waited('alike', 73)]],
    ['such settings let jobs wait less', [...waited('own', 31), ...waited('alike', 24)]],
    ['the load was not run', [aRun()]],
  ])('claims nothing if %s', (_what, runs) => {
    expect(takeaway(someResults({ loads, variants, runs }))).toEqual({ title: 'Agents for a queue: lower is better', explanation: '' });
  });
});

describe('markers', () => {
  const [begin, end] = ['<!-- begin: npm run bench:scaling -- --render -->', '<!-- end -->'];

  test('only the content between them is replaced', () => {
    expect(replaceBetweenMarkers(`a\n${begin}\nold\n${end}\nb\n`, 'new', 'azure-devops')).toBe(`a\n${begin}\n\nnew\n\n${end}\nb\n`);
  });

  test('a document without them is an error', () => {
    expect(() => replaceBetweenMarkers('a', 'new', 'azure-devops')).toThrow(
      new Error(`the document lacks the lines "${begin}" and "${end}"`),
    );
  });

  test.each(SERVICE_IDS)('the page of %s has them', (service) => {
    const page = readFileSync(join(projectOf(__dirname).root, 'docs', PAGES[service]), 'utf8');
    expect(replaceBetweenMarkers(page, 'new', service)).toContain('\n\nnew\n\n<!-- end -->');
  });
});

describe('with GitHub', () => {
  const reported = { id: 'own', title: 'this project', pollSeconds: 0 };
  const results = someResults({ service: 'github', variants: [reported] });

  test('agents are called runners', () => {
    expect(inWordsOf('github', 'An agent of two agents. Agents: an agent, agent-minutes')).toBe(
      'A runner of two runners. Runners: a runner, runner-minutes',
    );
    expect(inWordsOf('azure-devops', 'An agent')).toBe('An agent');
    for (const text of [renderMarkdown(results), renderChart(results, someTheme)]) expect(text).not.toMatch(/agent/i);
  });

  test('a variant whose queue is not read says so', () => {
    expect(renderMarkdown(results)).toContain('| this project (the service reports jobs) | 1.00 |');
  });

  test('the goal for the p95 has no time for reading the queue', () => {
    expect(renderMarkdown({ ...results, floors: [aFloor({ agentWaits: [14] })] })).toContain('The goal for the p95 is 15.0 s.');
  });
});
