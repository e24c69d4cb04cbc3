import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { TRIGGERS, type Trigger } from '../../../config/trigger';
import { scenarioFiles, scenarioNames } from '../../../proof/e2e/scenario-files';
import { readProjectFile } from '../../pipelines/project-files';

const SOURCES = readdirSync(join(__dirname, '../../../proof/e2e/scenarios')).map((file) => file.replace(/\.ts$/, ''));

let project: string;
let compiled: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'scenarios-'));
  compiled = join(project, 'dist/proof/e2e/scenarios');
  const sources = join(project, 'proof/e2e/scenarios');
  for (const folder of [compiled, sources]) mkdirSync(folder, { recursive: true });
  for (const name of SOURCES) {
    writeFileSync(join(sources, `${name}.ts`), '');
    writeFileSync(join(compiled, `${name}.js`), '');
  }
});
afterEach(() => rmSync(project, { recursive: true }));

const namesWith = (trigger: Trigger, words: readonly string[] = []) => {
  const { heavy, light, alone } = scenarioFiles(compiled, trigger, words);
  return [...heavy, ...light, ...alone].map((path) => basename(path, '.js'));
};
const onlyWith = (trigger: Trigger) => {
  const others = TRIGGERS.filter((each) => each !== trigger).flatMap((each) => namesWith(each));
  return namesWith(trigger).filter((name) => !others.includes(name));
};

test('every scenario runs once with at least one trigger', () => {
  for (const trigger of TRIGGERS) expect(new Set(namesWith(trigger)).size).toBe(namesWith(trigger).length);
  expect(new Set(TRIGGERS.flatMap((trigger) => namesWith(trigger)))).toEqual(new Set(SOURCES));
});

test('what the scaler alone does is tried with metrics-api only, what KEDA alone does with azure-pipelines only', () => {
  expect(onlyWith('azure-pipelines')).toEqual(['in-flight']);
  expect(onlyWith('metrics-api').toSorted()).toEqual([
    'anticipate',
    'chart',
    'flood-restarts.alone',
    'many-entries.alone',
    'overlap',
    'parallel-jobs',
    'runners-and-agents',
    'runners-burst',
    'runners-cancelled',
    'runners-drain',
    'runners-ghosts',
    'runners-hostile',
    'runners-key',
    'runners-killed',
    'runners-limit',
    'runners-operate',
    'runners-outages',
    'runners-scaler',
    'runners-warm',
    'runners-zero',
    'scaler-calls',
    'scaler-metrics',
    'scaler-replicas',
    'warm',
    'warm-window',
  ]);
});

test('docs/e2e.md names the trigger of each scenario that has only one', () => {
  const page = readProjectFile('docs/e2e.md');
  for (const name of TRIGGERS.flatMap(onlyWith)) expect(page).toContain(`\`${name}\``);
});

test('words choose among the scenarios of the trigger', () => {
  expect(namesWith('metrics-api', ['warm', 'in-flight'])).toEqual(['warm', 'warm-window', 'runners-warm']);
  expect(namesWith('azure-pipelines', ['warm', 'in-flight'])).toEqual(['in-flight']);
});

test('the output of a scenario whose source is gone does not run', () => {
  writeFileSync(join(compiled, 'gone.js'), '');
  expect(namesWith('metrics-api')).not.toContain('gone');
  expect(scenarioNames(compiled)).not.toContain('gone');
});
