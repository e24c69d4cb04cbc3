import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { cdktfArguments, PASSED_ON } from '../../../scripts/lib/cdktf-arguments';

const OWN = { yes: { type: 'boolean' } } as const;

test('options of cdktf are passed on, those of the command are not', () => {
  const args = ['--auto-approve', '--yes', '--parallelism', '1', '--var', 'a=b', '--var=c=d'];
  const { values, passedOn } = cdktfArguments('destroy', args, OWN);
  expect(values.yes).toBe(true);
  expect(passedOn).toEqual(['--auto-approve', '--parallelism', '1', '--var', 'a=b', '--var=c=d']);
});

test.each([
  [['pipelines-agents'], 'npm run destroy works on all stacks, and takes no stack, got "pipelines-agents"'],
  [['--auto-approve', 'pipelines-agents'], 'For one stack there is "npx cdktf destroy pipelines-agents"'],
  [['--', 'pipelines-agents'], 'takes no stack'],
  // cdktf would read it as a second variable.
  [['--var', 'a=b', 'pipelines-agents'], 'takes no stack'],
  [['--output', 'old.out'], '--output is not possible, because npm run destroy works on all stacks of the config'],
  [['--output=old.out'], '--output is not possible'],
  [['-o', 'old.out'], '-o is not possible'],
  [['-oold.out'], '-o is not possible'],
  [['--app', 'node other.js'], '--app is not possible'],
  [['--auto-aprove'], 'unknown option --auto-aprove; did you mean --auto-approve?'],
  [['--refresh-only'], 'unknown option --refresh-only'],
])('%j is refused', (args, message) => {
  expect(() => cdktfArguments('destroy', args, OWN)).toThrow(message);
});

test.each(['deploy', 'destroy'] as const)('every option that cdktf %s lists is known', (command) => {
  const cdktf = join(__dirname, '../../../node_modules/cdktf-cli/bundle/bin/cdktf');
  const { stdout } = spawnSync(process.execPath, [cdktf, command, '--help'], { encoding: 'utf8', env: { CHECKPOINT_DISABLE: '1' } });
  const listed = [...stdout.matchAll(/^ +(?:-\w, +)?--([\w-]+)/gm)].map(([, name]) => name);
  expect(listed.toSorted()).toEqual([...Object.keys(PASSED_ON[command]), 'app', 'help', 'output', 'version'].toSorted());
});
