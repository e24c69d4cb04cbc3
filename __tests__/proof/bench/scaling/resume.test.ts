import { resumed } from '../../../../proof/bench/scaling/resume';
import { aLoad, aRun, someResults } from './support/results';

const ORDER = ['burst', 'flood', 'trickle', 'own', 'other', 'third'];
const { runs: _runs, floors: _floors, ...conditions } = someResults();

test('earlier runs are kept, and variants and loads of both are in their order', () => {
  const earlier = someResults({ loads: [aLoad('trickle', 'a trickle'), aLoad('burst', '1 job')] });
  const third = { id: 'third', title: 'third', pollSeconds: 1 };
  const now = { ...conditions, loads: [aLoad('burst', '1 job'), aLoad('flood', 'a flood')], variants: [third] };
  const results = resumed(earlier, now, ORDER);
  expect(results.runs).toEqual([aRun()]);
  expect(results.loads.map(({ id }) => id)).toEqual(['burst', 'flood', 'trickle']);
  expect(results.variants.map(({ id }) => id)).toEqual(['own', 'other', 'third']);
});

test.each([
  ['of another version of KEDA', { ...conditions, versions: { ...conditions.versions, keda: '2.20.2' } }, 'there versions was '],
  ['of another service', { ...conditions, service: 'github' as const }, 'there service was "azure-devops" and is now "github"'],
  ['of small loads', { ...conditions, quick: true }, 'there quick was false and is now true'],
  ['of another load of that name', { ...conditions, loads: [aLoad('burst', '2 jobs')] }, 'there "burst" was another one'],
])('results %s are refused, because figures could not be compared', (_what, now, message) => {
  expect(() => resumed(someResults(), now, ORDER)).toThrow(message);
});
