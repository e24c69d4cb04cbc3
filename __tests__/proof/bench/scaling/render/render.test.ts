import { betweenMarkers } from '../../../../../proof/bench/scaling/render/between-markers';
import { renderChart } from '../../../../../proof/bench/scaling/render/chart';
import { missedGoals, whereOthersAreBetter } from '../../../../../proof/bench/scaling/render/comparison';
import { renderMarkdown } from '../../../../../proof/bench/scaling/render/table';
import { THEMES } from '../../../../../proof/bench/scaling/render/theme';
import { aRun, someResults } from '../support/results';

const slow = aRun({ jobs: [{ queued: 0, started: 30, finished: 40, result: 'succeeded', cancelled: false }] });

describe('tables', () => {
  test('a row for each variant; what was not run says so', () => {
    const lines = renderMarkdown(someResults()).split('\n');
    expect(lines).toContain('| this project (polls every 10 s) | 1.00 | 20.0 | 20.0 | 20.0 | 50 | 0.3 | 0 | 860 | 360 | 0 |');
    expect(lines.find((line) => line.startsWith('| another & more'))).toMatch(/(\| not run ){10}\|$/);
  });

  test('jobs that are never over have no end', () => {
    expect(renderMarkdown(someResults({ runs: [aRun({ jobs: [{ queued: 0, cancelled: false }] })] }))).toContain(
      '| never | never | never | never |',
    );
  });
});

describe('goals', () => {
  test('are met', () => {
    expect(missedGoals(someResults())).toEqual([]);
  });

  test('are missed, each with its number', () => {
    const run = { ...slow, pods: [{}, {}], agentsLeft: 1 };
    expect(missedGoals(someResults({ runs: [run] }))).toEqual([
      '1 job: 2.00 pods per job, the goal is 1.00',
      '1 job: p95 is 30.0 s, the goal is 26 s',
      '1 job: 1 agents are left, the goal is none',
    ]);
  });
});

describe('comparison', () => {
  test('says where another is better', () => {
    const runs = [slow, aRun({ variant: 'other', pods: [{ scheduled: 10, finished: 50 }] })];
    expect(whereOthersAreBetter(someResults({ runs }))).toContain('1 job, p95: another & more 20.0, this project 30.0');
  });

  test('noise is no difference', () => {
    const runs = [aRun({ endedAt: 51 }), aRun({ variant: 'other' })];
    expect(whereOthersAreBetter(someResults({ runs }))).toEqual([]);
  });

  test('an end is better than none', () => {
    const runs = [aRun({ jobs: [{ queued: 0, cancelled: false }] }), aRun({ variant: 'other' })];
    expect(whereOthersAreBetter(someResults({ runs }))).toContain('1 job, all done after: another & more 50, this project never');
  });
});

test.each(THEMES)('the $name chart is well-formed and names every variant and load', (theme) => {
  const svg = renderChart(someResults(), theme);
  for (const name of ['this project', 'another &amp; more', '1 job', 'not run']) expect(svg).toContain(`>${name}</text>`);
  expect(svg.match(/<\w/g)?.length).toBe((svg.match(/<\/\w/g)?.length ?? 0) + (svg.match(/\/>/g)?.length ?? 0));
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});

describe('markers', () => {
  const [begin, end] = ['<!-- begin: npm run bench:scaling -- --render -->', '<!-- end -->'];

  test('what is between them is replaced, nothing else', () => {
    expect(betweenMarkers(`a\n${begin}\nold\n${end}\nb\n`, 'new')).toBe(`a\n${begin}\n\nnew\n\n${end}\nb\n`);
  });

  test('a document without them is refused', () => {
    expect(() => betweenMarkers('a', 'new')).toThrow(new Error(`the document lacks the lines "${begin}" and "${end}"`));
  });
});
