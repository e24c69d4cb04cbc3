import { parseConfig } from '../../../config/parse';
import { aDraft, problemsOf, withValue } from '../../support/builders';
import { synthApp } from '../../support/synth';

const problem = (path: string, shown: string) =>
  `${path} must be text without NUL and without half a character, got ${shown}: write the whole character, or encode binary data, by base64 for example`;

test.each([
  ['agentPools.0.env', { A: 'a\0b' }, 'agentPools[0].env.A', '"a\\u0000b"'],
  ['agentPools.0.env', { A: 'a\ud83d' }, 'agentPools[0].env.A', '"a\\ud83d"'],
  ['agentPools.0.env', { A: '\ude00a' }, 'agentPools[0].env.A', '"\\ude00a"'],
  ['agentPools.0.capabilities', { A: 'a\0b' }, 'agentPools[0].capabilities.A', '"a\\u0000b"'],
  ['tags', { 'a\0b': 'x' }, 'tags["a\\u0000b"]', '"a\\u0000b"'],
  ['tags', { a: '\ud800' }, 'tags.a', '"\\ud800"'],
  ['agentPools.0.demands', ['a -equals \ud800'], 'agentPools[0].demands[0]', '"a -equals \\ud800"'],
])('%s: %j', (path, value, place, shown) => {
  expect(problemsOf(withValue(aDraft(), path, value))).toEqual([problem(place, shown)]);
});

test('other characters are accepted, including surrogate pairs and line breaks', () => {
  expect(problemsOf(withValue(aDraft(), 'agentPools.0.env', { A: '🙂\n\t\u001b[0m\uFDD0é' }))).toEqual([]);
});

test('a name that cdktf would read as a number is rejected', () => {
  expect(problemsOf(aDraft({ name: 'x-82e297' }))).toEqual([
    'name must not contain a number like -82e297, got "x-82e297": put a "-" before the "e"',
  ]);
  expect(problemsOf(aDraft({ name: 'x-82e29' }))).toEqual([]);
});

test.each(['keeper-9e8515', 'x-82e296', 'x-19e288', 'x-84e297', 'x82e297'])(
  '%s is a valid name: its number is not a placeholder of cdktf',
  (name) => {
    const draft = aDraft({ name });
    expect(problemsOf(draft)).toEqual([]);
    expect(Object.keys(synthApp(parseConfig(draft)))).toContain(`${name}-platform`);
  },
);
