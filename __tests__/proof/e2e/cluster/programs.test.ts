import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectOf } from '../../../../config/project';
import { goNeeded } from '../../../../proof/e2e/cluster/programs';
import { NEWEST_TESTED_KEDA_VERSION } from '../../../../proof/e2e/keda-versions';
import { parseGoModule } from '../../../../proof/lib/go/go-module';

test('both pipelines install the newest Go that a go.mod needs', () => {
  const { root } = projectOf(__dirname);
  const textOf = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
  const needed = goNeeded(root, NEWEST_TESTED_KEDA_VERSION);
  const file = /go-version-file: (proof\S+)/.exec(textOf('.github', 'workflows', 'ci.yml'))?.[1] ?? '';
  expect(parseGoModule(textOf(file)).go).toBe(needed);
  const [, version] = /task: GoTool@0\s+inputs: .* version: (\S+) }/.exec(textOf('pipelines', 'azure-pipelines.yml')) ?? [];
  expect(version).toBe(needed);
});
