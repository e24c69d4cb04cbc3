import type { Load } from '../../../../proof/bench/scaling/loads/load';
import { missingMeasurements } from '../../../../proof/bench/scaling/plan';
import type { Variant } from '../../../../proof/bench/scaling/variants/variant';
import { aFloor, aRun } from './support/results';

const aLoad = (id: string): Load => ({ id, title: id, jobs: [], maxAgents: 1 });
const aVariant = (id: string): Variant => ({ id, title: id, pollSeconds: 1, start: () => Promise.reject(new Error('not started')) });

const wanted = { loads: [aLoad('burst'), aLoad('flood')], variants: [aVariant('own'), aVariant('other')], repeat: 2 };
const titles = (results: Parameters<typeof missingMeasurements>[1], changes: Partial<typeof wanted> = {}) =>
  missingMeasurements({ ...wanted, ...changes }, results).map(({ load, variant }) => `${load.id} ${variant?.id ?? 'floor'}`);

test('each repetition has the floor of each load and then its variants', () => {
  const once = ['burst floor', 'burst own', 'burst other', 'flood floor', 'flood own', 'flood other'];
  expect(titles({ runs: [], floors: [] })).toEqual([...once, ...once]);
});

test('only what is missing is measured', () => {
  const runs = [aRun(), aRun(), aRun({ variant: 'other' }), aRun({ variant: 'other', load: 'flood' })];
  const floors = [aFloor(), aFloor({ load: 'flood' })];
  expect(titles({ runs, floors })).toEqual(['flood own', 'burst floor', 'burst other', 'flood floor', 'flood own', 'flood other']);
  expect(titles({ runs, floors }, { repeat: 1 })).toEqual(['flood own']);
});

test('nothing is missing if there is more than enough', () => {
  expect(
    titles({ runs: [aRun(), aRun()], floors: [aFloor()] }, { repeat: 1, loads: [aLoad('burst')], variants: [aVariant('own')] }),
  ).toEqual([]);
});
