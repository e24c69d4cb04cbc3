import { capabilitiesFor, meets } from '../../config/demands';

test('demands become the capabilities that meet them, in addition to those given', () => {
  expect(capabilitiesFor(['gpu', 'java -equals 21'], { region: 'west' })).toEqual({ gpu: '1', java: '21', region: 'west' });
});

test('capabilities are in the order of their names, so that a config in another order changes no pod', () => {
  expect(Object.keys(capabilitiesFor(['gpu', 'java -equals 21'], { region: 'west', Zone: '1', 'a-b': '1', a_b: '1' }))).toEqual([
    'Zone',
    'a-b',
    'a_b',
    'gpu',
    'java',
    'region',
  ]);
  expect(Object.keys(capabilitiesFor(['java -equals 21', 'gpu'], {}))).toEqual(['gpu', 'java']);
});

test.each([[['java', 'java -equals 21']], [['java -equals 21', 'java']]])('%j needs the value, in any order of the demands', (demands) => {
  expect(capabilitiesFor(demands, {})).toEqual({ java: '21' });
});

test.each([
  [['gpu'], { gpu: '' }, true],
  [['GPU'], { gpu: 'x' }, true],
  [['java -equals 21'], { java: '21' }, true],
  [['gpu -equals A100'], { gpu: 'a100' }, true],
  [['java -equals 21'], { java: '17' }, false],
  [['java'], {}, false],
  [[], {}, true],
  [['gpu', 'java'], { gpu: '1' }, false],
])('demands %j of capabilities %j are met: %s', (demands, capabilities, met) => {
  expect(meets(capabilities as Record<string, string>, demands)).toBe(met);
});

test('a value may contain the word -equals', () => {
  expect(capabilitiesFor(['java -equals 21 -equals 17'], {})).toEqual({ java: '21 -equals 17' });
});
