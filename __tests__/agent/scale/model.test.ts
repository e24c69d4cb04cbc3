import * as fc from 'fast-check';
import { type Arrival, QUIET, type Scenario } from './model/scenario';
import { type Outcome, simulate } from './model/simulation';

const MINUTES_3 = 180_000;
const time = fc.integer({ min: 0, max: 60_000 });
const arrival = (entries: readonly string[]): fc.Arbitrary<Arrival> =>
  fc.record({ at: time, entry: fc.constantFrom(...entries), runs: fc.integer({ min: 100, max: 20_000 }) });

const scenarios = (changes: { [K in keyof Scenario]?: fc.Arbitrary<Scenario[K]> } = {}): fc.Arbitrary<Scenario> =>
  fc
    .record({ seed: fc.integer(), arrivals: fc.array(arrival(['linux']), { maxLength: 15 }), ...changes })
    .map((parts) => ({ ...QUIET, ...parts }));

const summary = ({ mismatches, tooMany, agents, jobs }: Outcome) => ({
  mismatches,
  tooMany: tooMany.length,
  agents: agents.length,
  jobs: jobs.length,
});

test('explore', () => {
  const t = Date.now();
  let bad = 0,
    mis = 0,
    starved = 0;
  const n = Number(process.env['RUNS'] ?? 300);
  for (const scenario of fc.sample(scenarios({ newLoops: fc.array(time, { maxLength: 3 }) }), { numRuns: n, seed: 5 })) {
    const outcome = simulate({ ...scenario, waitsForKeda: !process.env['NOWAIT'] }, MINUTES_3);
    if (outcome.mismatches.length) mis++;
    if (outcome.tooMany.length) {
      bad++;
      if (!outcome.mismatches.length) console.log('unexplained', JSON.stringify(summary(outcome)));
    }
    if (outcome.jobs.some((j) => j.receivedAt === undefined)) starved++;
  }
  console.log({ n, bad, mis, starved, ms: Date.now() - t });
});
