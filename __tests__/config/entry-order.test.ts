import { inOrderOfPreference } from '../../config/entry-order';

const namesOf = (...entries: readonly (readonly [name: string, cpu: string, memory: string])[]) =>
  inOrderOfPreference(entries.map(([name, cpu, memory]) => ({ name, cpu, memory }))).map(({ name }) => name);

test('the smallest agents come first, by CPU and then by memory', () => {
  expect(namesOf(['large', '2', '1Gi'], ['tall', '500m', '4Gi'], ['small', '0.5', '2Gi'])).toEqual(['small', 'tall', 'large']);
});

test('amounts are compared, not texts', () => {
  expect(namesOf(['ten', '10', '2Gi'], ['nine', '9', '2Gi'], ['milli', '900m', '2Gi'])).toEqual(['milli', 'nine', 'ten']);
  expect(namesOf(['gib', '1', '2Gi'], ['gb', '1', '2G'], ['mib', '1', '2047Mi'])).toEqual(['gb', 'mib', 'gib']);
});

test('equal agents keep the order of the config', () => {
  expect(namesOf(['b', '500m', '2Gi'], ['a', '0.5', '2048Mi'], ['c', '0.500', '2Gi'])).toEqual(['b', 'a', 'c']);
});
