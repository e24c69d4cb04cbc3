import { replaceBetweenMarkers } from '../../../../../proof/bench/scaling/render/between-markers';
import { renderChart } from '../../../../../proof/bench/scaling/render/chart';
import { missedGoals, whereOthersAreBetter } from '../../../../../proof/bench/scaling/render/comparison';
import { renderMarkdown } from '../../../../../proof/bench/scaling/render/table';
import { takeaway } from '../../../../../proof/bench/scaling/render/takeaway';
import { THEMES } from '../../../../../proof/bench/scaling/render/theme';
import { aRun, someResults } from '../support/results';

const slow = aRun({ jobs: [{ queued: 0, started: 30, finished: 40, result: 'succeeded', cancelled: false }] });

describe('tables', () => {
  test('have a row for each variant, with "not run" if it has no run', () => {
    const lines = renderMarkdown(someResults()).split('\n');
    expect(lines).toContain('| this project (polls every 10 s) | 1.00 | 20.0 | 20.0 | 20.0 | 50 | 0.3 | 0 | 860 | 360 | 0 |');
    expect(lines.find((line) => line.startsWith('| another & more'))).toMatch(/(\| not run ){10}\|$/);
  });

  test('show "never" if a job was never over', () => {
    expect(renderMarkdown(someResults({ runs: [aRun({ jobs: [{ queued: 0, cancelled: false }] })] }))).toContain(
      '| never | never | never | never |',
    );
  });
});

describe('goals', () => {
  test('have no line if all are met', () => {
    expect(missedGoals(someResults())).toEqual([]);
  });

  test('have a line with the number for each one that is missed', () => {
    const run = { ...slow, pods: [{}, {}], agentsLeft: 1 };
    expect(missedGoals(someResults({ runs: [run] }))).toEqual([
      '1 job: 2.00 pods per job, the goal is 1.00',
      '1 job: p95 is 30.0 s, the goal is 26 s',
      '1 job: agents left: 1, the goal is none',
    ]);
  });
});

describe('comparison', () => {
  test('lists a figure in which another variant is better', () => {
    const runs = [slow, aRun({ variant: 'other', pods: [{ scheduled: 10, finished: 50 }] })];
    expect(whereOthersAreBetter(someResults({ runs }))).toContain('1 job, p95: another & more 20.0, this project 30.0');
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
  const loads = [
    { id: 'two-waves', title: 'two waves' },
    { id: 'burst', title: 'a burst' },
  ];
  const waited = (variant: string, seconds: number, pods = 1) => [
    aRun({ variant, load: 'two-waves', jobs: [{ queued: 0, started: seconds, finished: 200, result: 'succeeded', cancelled: false }] }),
    aRun({ variant, load: 'burst', pods: Array(pods).fill({ scheduled: 10, finished: 50 }) }),
  ];
  const others = [
    { id: 'alike', title: 'alike', pollSeconds: 10 },
    { id: 'eager', title: 'eager', pollSeconds: 10 },
  ];
  const variants = [{ id: 'own', title: 'this project', pollSeconds: 10 }, ...others];

  test('compares the waits with settings that also create one pod per job, and says what the others pay', () => {
    const runs = [...waited('own', 31), ...waited('alike', 73), ...waited('eager', 24, 2)];
    expect(takeaway(someResults({ loads, variants, runs }))).toEqual({
      title: 'One agent per job; jobs that are queued while others run wait 31 s, not 73 s',
      explanation:
        'p95 with two waves, compared with settings that also create at most one pod per job. eager: 24 s, but up to 2.00 pods per job in one of the loads.',
    });
  });

  test.each([
    ['this project creates more pods than jobs', [...waited('own', 31, 2), ...waited('alike', 73)]],
    ['such settings let jobs wait less', [...waited('own', 31), ...waited('alike', 24)]],
    ['the load was not run', [aRun()]],
  ])('claims nothing if %s', (_what, runs) => {
    expect(takeaway(someResults({ loads, variants, runs }))).toEqual({ title: 'Agents for a queue: lower is better', explanation: '' });
  });
});

describe('markers', () => {
  const [begin, end] = ['<!-- begin: npm run bench:scaling -- --render -->', '<!-- end -->'];

  test('only the content between them is replaced', () => {
    expect(replaceBetweenMarkers(`a\n${begin}\nold\n${end}\nb\n`, 'new')).toBe(`a\n${begin}\n\nnew\n\n${end}\nb\n`);
  });

  test('a document without them is an error', () => {
    expect(() => replaceBetweenMarkers('a', 'new')).toThrow(new Error(`the document lacks the lines "${begin}" and "${end}"`));
  });
});
