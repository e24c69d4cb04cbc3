import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Line, replay } from './model/recording';
import { QUIET, type Scenario } from './model/scenario';
import { simulate } from './model/simulation';

// What a replica of the scaler saw and answered, given to the scaler of today. model/recording.ts has the format. A recording of
// a real cluster is checked like those of the model: put it into the folder. `RECORD=1 npx jest replay` records the model's
// anew, after a change that is meant to change answers.

const FOLDER = join(__dirname, 'recordings');
const job = (at: number, runs: number) => ({ at, fits: ['linux'], runs });

const OF_THE_MODEL: Readonly<Record<string, Partial<Scenario>>> = {
  'two-waves': { arrivals: [job(3_000, 6_000), job(3_000, 300), job(11_000, 2_000), job(11_400, 2_000)] },
  'warm-agent': { entries: [{ name: 'linux', max: 5, warm: 1 }], arrivals: [job(12_000, 3_000)] },
  'maximum-and-drain': {
    entries: [{ name: 'linux', max: 2, warm: 0 }],
    arrivals: [job(2_000, 4_000), job(2_000, 4_000), job(2_100, 1_000)],
    drains: [6_000],
    kedaRestarts: [8_000],
  },
};

const textOf = (lines: readonly Line[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

if (process.env['RECORD'] !== undefined) {
  for (const [name, scenario] of Object.entries(OF_THE_MODEL)) {
    const { recording } = simulate({ ...QUIET, seed: 7, startTakes: [2_000, 4_000], idle: 10_000, records: true, ...scenario }, 14_000);
    writeFileSync(join(FOLDER, `${name}.jsonl`), textOf(recording));
  }
}

const recordings = readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl'));
const linesOf = (name: string): Line[] =>
  readFileSync(join(FOLDER, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Line => JSON.parse(line));

test('there are recordings of the model', () => {
  expect(recordings).toEqual(expect.arrayContaining(Object.keys(OF_THE_MODEL).map((name) => `${name}.jsonl`)));
});

test.each(recordings)('%s: every poll has the recorded answer', (name) => {
  const polls = replay(linesOf(name));
  expect(polls.some(({ recorded }) => (recorded ?? 0) > 0)).toBe(true);
  expect(polls.filter(({ answer, recorded }) => answer !== recorded)).toEqual([]);
});

test('a recording that lacks an object is not replayed', () => {
  const [settings] = linesOf('two-waves.jsonl');
  if (settings === undefined) throw new Error('an empty recording');
  expect(() => replay([settings, { at: 1, startedAt: 0, jobs: ['linux-0'], pods: [] }])).toThrow('the recording has no object linux-0');
});
