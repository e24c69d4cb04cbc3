import { canonicalCpu, canonicalMemory, cpuMillis, memoryBytes } from '../../../config/quantities/quantity';

test.each([
  ['500m', '500m'],
  ['1000m', '1'],
  ['1', '1'],
  ['0.5', '500m'],
  ['1.25', '1250m'],
  ['2.0', '2'],
])('CPU %s is %s in canonical form', (quantity, canonical) => {
  expect(canonicalCpu(cpuMillis(quantity))).toBe(canonical);
});

test.each([
  ['2Gi', '2Gi'],
  ['2048Mi', '2Gi'],
  ['1.5Gi', '1536Mi'],
  ['1536Mi', '1536Mi'],
  ['2G', '2G'],
  ['1500M', '1500M'],
  ['1024', '1Ki'],
  ['1000', '1k'],
  ['1001', '1001'],
  ['0.001Ki', '2'],
  ['2.007k', '2007'],
  ['0.067G', '67M'],
  ['0.017T', '17G'],
  ['128.058Ti', '140801260029740'],
])('memory %s is %s in canonical form', (quantity, canonical) => {
  expect(canonicalMemory(memoryBytes(quantity))).toBe(canonical);
});

test.each(['0', '0Gi', '0.0', '', '1 Gi', '1gi', 'Gi', '-1', '1e3', '01'])('"%s" is not a memory quantity', (quantity) => {
  expect(() => memoryBytes(quantity)).toThrow(`not a memory quantity: "${quantity}"`);
});

test.each(['0', '0.000', '', '1 m', '0.0001', '1M', '-1', '05m'])('"%s" is not a CPU quantity', (quantity) => {
  expect(() => cpuMillis(quantity)).toThrow(`not a CPU quantity: "${quantity}"`);
});
