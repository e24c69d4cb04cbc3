import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectOf } from '../../../../config/project';
import { sourcesOf } from '../../../../proof/e2e/cluster/sources';
import { parseGoModule } from '../../../../proof/lib/go/go-module';

const programs = join(projectOf(__dirname).root, 'proof', 'e2e', 'programs');

test.each([
  ['kubernetes', /-X k8s\.io\/component-base\/version\.gitVersion=v1\.\d+\.\d+ .*gitMajor=1 .*gitMinor=\d+/],
  ['containerd', /containerd\/v2\/version\.Version=2\.\d+\.\d+$/],
  ['keda', /kedacore\/keda\/v2\/version\.Version=2\.20\.2$/],
])('the programs of %s report the version of their go.mod', (name, flags) => {
  const source = sourcesOf('2.20.2').find((each) => each.name === name);
  const folder = join(programs, source?.folder ?? name);
  expect(source?.linkerFlags?.(parseGoModule(readFileSync(join(folder, 'go.mod'), 'utf8')))).toMatch(flags);
});

test('only runc contains C', () => {
  const withC = sourcesOf('2.20.2').filter(({ hasC }) => hasC);
  expect(withC.map(({ name }) => name)).toEqual(['runc']);
});
