import * as fc from 'fast-check';
import { simulate } from './model/simulation';
import { type Arrival, QUIET, type Scenario } from './model/scenario';

const time = fc.integer({ min: 0, max: 40_000 });
const arrival: fc.Arbitrary<Arrival> = fc.record({ at: fc.oneof(time, fc.constantFrom(5000, 5000, 20000)), entry: fc.constant('linux'), runs: fc.integer({ min: 100, max: 20_000 }) });
const N = Number(process.env['RUNS'] ?? 200);
export const run = (name: string, changes: Partial<Scenario>, loops: fc.Arbitrary<number[]>) => {
  const t = Date.now();
  let bad = 0, mis = 0, starved = 0, unexplained = 0, extra = 0, notSeen = 0, finished = 0;
  const arb = fc.record({ seed: fc.integer(), arrivals: fc.array(arrival, { minLength: 3, maxLength: 30, size: 'max' }), newLoops: loops });
  for (const parts of fc.sample(arb, { numRuns: N, seed: 5 })) {
    const o = simulate({ ...QUIET, ...parts, idle: 20_000, ...changes }, 90_000);
    if (o.mismatches.length) mis++;
    notSeen += o.mismatches.filter((m) => m.notSeen).length; finished += o.mismatches.filter((m) => m.finished).length;
    if (o.tooMany.length) { bad++; extra += o.tooMany.length; if (!o.mismatches.length) unexplained++; }
    if (o.jobs.some((j) => j.receivedAt === undefined)) starved++;
  }
  console.log(name, JSON.stringify({ N, bad, extra, mis, notSeen, finished, starved, unexplained, ms: Date.now() - t }));
};

const burst = (count: number): Arrival[] => Array.from({ length: count }, () => ({ at: 10_000, entry: 'linux', runs: 5_000 }));
const rates = (name: string, changes: (i: number) => Partial<Scenario>) => {
  let bad = 0, mis = 0, extra = 0, notSeen = 0, finished = 0, late = 0;
  for (let i = 0; i < N; i++) {
    const o = simulate({ ...QUIET, seed: i, idle: 20_000, entries: [{ name: 'linux', max: 60, warm: 0 }], ...changes(i) }, 60_000);
    if (o.mismatches.length) mis++;
    notSeen += o.mismatches.filter((m) => m.notSeen).length; finished += o.mismatches.filter((m) => m.finished).length;
    if (o.tooMany.length) { bad++; extra += o.tooMany.length; }
    late += o.jobs.reduce((sum, j) => sum + ((j.receivedAt ?? 1e9) - j.queuedAt), 0) / o.jobs.length;
  }
  console.log(name, JSON.stringify({ N, bad, extra, mis, notSeen, finished, late: Math.round(late / N) }));
};
test('explore', () => {
  const stream = Array.from({ length: 40 }, (_, k) => ({ at: 5000 + k * 1000, entry: 'linux', runs: 3000 }));
  const late = [{ at: 5000, entry: 'linux', runs: 3000 }, { at: 5000, entry: 'linux', runs: 3000 },{ at: 5000, entry: 'linux', runs: 3000 },{ at: 5000, entry: 'linux', runs: 3000 },{ at: 5000, entry: 'linux', runs: 3000 },{ at: 14000, entry: 'linux', runs: 3000 },{ at: 15000, entry: 'linux', runs: 3000 },{ at: 16000, entry: 'linux', runs: 3000 },{ at: 17000, entry: 'linux', runs: 3000 },{ at: 18000, entry: 'linux', runs: 3000 },{ at: 20000, entry: 'linux', runs: 3000 },{ at: 22000, entry: 'linux', runs: 3000 }];
  for (const waitsForKeda of [false, true]) {
    for (const arrivals of [stream, late]) {
    rates(`${waitsForKeda} burst 10, loops`, (i) => ({ waitsForKeda, arrivals: burst(10), createTakes: [5, 50], newLoops: [10_000 + (i * 37) % 4000] }));
    rates(`${waitsForKeda} burst 1, loops`, (i) => ({ waitsForKeda, arrivals: burst(1), createTakes: [5, 50], newLoops: [10_000 + (i * 37) % 4000] }));
    rates(`stream list 600`, () => ({ waitsForKeda, completionTakes: [120, 200], listTakes: [300, 600], kedaLag: [1,30], scalerLag: [1,30], arrivals }));
    rates(`stream list 60`, () => ({ waitsForKeda, completionTakes: [120, 200], listTakes: [20, 60], kedaLag: [1,30], scalerLag: [1,30], arrivals }));
    rates(`stream lag 300`, () => ({ waitsForKeda, completionTakes: [120, 200], listTakes: [20, 60], kedaLag: [1,30], scalerLag: [100,500], arrivals }));
    rates(`stream answers 900`, () => ({ waitsForKeda, completionTakes: [120, 200], listTakes: [20, 60], kedaLag: [1,30], answerTakes: [1, 450], arrivals }));
    }
  }
});
