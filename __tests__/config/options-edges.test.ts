import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { below } from '../../config/problems/problem';
import { configOptions } from '../../scripts/lib/render-configuration-docs';
import { aDraft, problemsOf, withValue } from '../support/builders';

const rules = new Map(
  configOptions((path) => readFileSync(join(__dirname, '../..', path), 'utf8')).flatMap(({ rows }) =>
    rows.map(({ path, rule }) => [path, rule]),
  ),
);

const letters = (length: number) => 'a'.repeat(length);
const azurerm = { kind: 'azurerm', resourceGroupName: 'rg', storageAccountName: 'abc', containerName: 'abc' };
const draft = aDraft({ name: 'a', backend: azurerm, image: { kind: 'build' } });

/** Options with more than one bound: a value that is just valid, and one that is just invalid. */
test.each([
  [['location'], ['abc', letters(40)], ['ab', letters(41), 'west europe', 'West']],
  [
    ['backend', 'resourceGroupName'],
    [letters(90), 'a.b', 'a(1)'],
    ['', letters(91), 'a.', 'a b'],
  ],
  [
    ['backend', 'storageAccountName'],
    ['abc', letters(24)],
    ['ab', letters(25), 'Abc', 'a-bc'],
  ],
  [
    ['backend', 'containerName'],
    ['abc', letters(63), 'a-b'],
    ['ab', letters(64), 'a--b', '-ab', 'ab-', 'Abc'],
  ],
  [
    ['cluster', 'kubernetesVersion'],
    ['1.33', '1.40'],
    ['1.32', '1.36.0', 'v1.36', '1.36.', '1', '2.0'],
  ],
  [
    ['cluster', 'nodePool', 'vmSize'],
    ['Standard_D2_v2', 'Standard_M8-2ms'],
    ['Standard D2', 'standard_D2', 'Standard_'],
  ],
  [['cluster', 'agentNodePool', 'vmSize'], ['Standard_D8ds_v5'], ['Standard_D8ds_v5;']],
  [
    ['keda', 'chartRepository'],
    ['https://x/y', 'oci://x/y', 'http://x', 'https://x:8080/y/%{z}'],
    ['ftp://x/y', 'https://x y', 'https://x"y', 'https://$x', 'https://x/'],
  ],
  [
    ['keda', 'imageRegistry'],
    ['ghcr.io', 'localhost:5000', 'x.io/a/b'],
    ['https://x.io', 'x.io/', 'x y', 'x.io:port'],
  ],
  [
    ['agentPools', '0', 'pool'],
    [letters(128), 'a b', 1],
    [letters(129), ' a', 'a ', 'a"b', 'a%b', 'a$b', 'a\\b', 'a/b', '', 0, 1.5],
  ],
  [
    ['agentPools', '0', 'name'],
    ['a', '1a', 'a-1'],
    ['-a', 'a-', 'A', 'a_b', ''],
  ],
] as const)('the option at %j', (path, good, bad) => {
  const shown = path.reduce<string>((sum, key) => below(sum, key === '0' ? 0 : key), '');
  const rule = rules.get(shown.replace('[0]', '[]'));
  for (const value of good) expect([value, problemsOf(withValue(draft, path, value))]).toEqual([value, []]);
  for (const value of bad) {
    const [problem, ...others] = problemsOf(withValue(draft, path, value));
    expect(others).toEqual([]);
    expect(problem).toContain(`${shown} must be ${rule}, got ${JSON.stringify(value).slice(0, 118)}`);
  }
});

/** Lists and maps: an item or pair that is just valid, and one that is just invalid. */
test.each([
  [['tags'], { [letters(512)]: letters(256), 'a b': '' }, [{ [letters(513)]: '' }, { '': '' }, { a: letters(257) }, { a: 'b\nc' }]],
  [['tags'], {}, ['<', '>', '%', '&', '\\', '?', '/'].map((sign) => ({ [`a${sign}b`]: '' }))],
  [
    ['cluster', 'authorizedIpRanges'],
    ['10.0.0.0/0', '10.0.0.1/32', '10.0.0.1'],
    [['10.0.0.0/33'], ['::1'], ['2001:db8::/32'], ['256.0.0.1']],
  ],
  [
    ['image', 'buildArgs'],
    { A_1: 'https://x.io/a:1@b?c=d&e=f+%20,~%7e%2F' },
    [
      { A: '%PATH%' },
      { A: '%CD%' },
      { A: '100%' },
      { A: '%' },
      { A: 'a b' },
      { A: '`id`' },
      { A: '$(id)' },
      { A: "'" },
      { A: '"' },
      { a: '' },
      { '1A': '' },
    ],
  ],
  [
    ['agentPools', '0', 'demands'],
    ['gpu', 'a.b-c_d', 'java -equals 21 lts', `${letters(255)} -equals $$(x)`, 'InteractiveSessions', 'agentX'],
    [
      ['a b'],
      ['java -equals 1,2'],
      ['java -equals "x'],
      ['java -equals '],
      ['Agent.Version'],
      ['Agent.OS -equals Linux'],
      ['agent.name -equals x'],
      ['AGENT.VERSION'],
      ['interactiveSession'],
      ['InteractiveSession -equals False'],
      [letters(256)],
      ['java -equals 2\r1'],
      ['java -equals 21 '],
      ['1a'],
    ],
  ],
  [
    ['agentPools', '0', 'capabilities'],
    { a: letters(1023), 'b.c-d': '', [letters(255)]: 'x y', agentX: '', InteractiveSessions: '' },
    [
      { a: letters(1024) },
      { a: 'b\nc' },
      { a: 'b\rc' },
      { a: ' b' },
      { a: 'b\t' },
      { '1a': '' },
      { 'a b': '' },
      { [letters(256)]: '' },
      { 'agent.NAME': '' },
      { interactivesession: '' },
    ],
  ],
  [
    ['agentPools', '0', 'env'],
    { _A: '', MY_AZP_X: 'b\nc', VSO_AGENT: '1', [letters(255)]: '' },
    [{ [letters(256)]: '' }, { '1A': '' }, { 'A-B': '' }, { A: 1 }, { '': '' }],
  ],
  [
    ['agentPools', '0', 'nodeSelector'],
    { [letters(63)]: letters(63), [`${letters(253)}/a`]: '', 'a.b_c': 'A.b_c' },
    [{ [letters(64)]: '' }, { [`${letters(254)}/a`]: '' }, { a: letters(64) }, { 'a/b/c': '' }, { a: '-b' }, { a: 'b c' }],
  ],
  [
    ['agentPools', '0', 'tolerations'],
    [{ key: 'a', value: letters(63) }],
    [[{ key: 'a', value: letters(64) }], [{ key: 'a b' }], [{ key: 'a', effect: 'Never' }], [{}]],
  ],
] as const)('the list or map at %j', (path, good, bad) => {
  expect(problemsOf(withValue(draft, path, good))).toEqual([]);
  for (const value of bad) expect([value, problemsOf(withValue(draft, path, value)).length]).toEqual([value, 1]);
});
