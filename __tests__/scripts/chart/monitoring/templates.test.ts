import { alerts } from '../../../../monitoring/alerts';
import { OBJECT_FILES, type ObjectFile, objectFileText } from '../../../../scripts/chart/objects/object-files';
import { groupTemplate } from '../../../../scripts/chart/objects/objects-template';
import { sampleMonitoringObjects } from '../../../../scripts/chart/sample/monitoring-samples';
import { SAMPLES } from '../../../../scripts/chart/sample/sample';
import { domainOf } from '../../../../scripts/chart/tree/domain';
import { evaluatedTree } from '../../../support/evaluated-tree';

const FILES = OBJECT_FILES.filter(({ path }) => path.startsWith('monitoring/'));
const fileOf = (path: string): ObjectFile => {
  const file = FILES.find((candidate) => candidate.path === path);
  if (file === undefined) throw new Error(`the chart has no file ${path}`);
  return file;
};
const textOf = (path: string) => objectFileText(fileOf(path));

describe.each(FILES.map((file) => [file.path, file] as const))('%s', (_, file) => {
  const [sample] = SAMPLES;

  test('makes the same objects as the typed builders, for every choice of features', () => {
    const tree = groupTemplate(file);
    const choices = domainOf(file.always, file.features);
    expect(choices.length).toBeGreaterThan(0);
    for (const choice of choices) {
      const { config, objects } = sampleMonitoringObjects(sample, choice);
      expect(evaluatedTree(tree, choice, file.slots(sample, config))).toEqual(objects.filter(file.isMember));
    }
  });
});

test('the names of all entries are in the expressions, joined by "or"', () => {
  const text = textOf('monitoring/rules.yaml');
  expect(text).toContain(
    'absent(azp_placeholder_kept{entry="{{ join `"}) or absent(azp_placeholder_kept{entry="` $m.agentObjectNames }}"})',
  );
  expect(text).toContain(
    ' or absent(azp_scaler_session_held{entry="{{ join `"}) or absent(azp_scaler_session_held{entry="` $m.runnerObjectNames }}"})',
  );
});

test('a rule that differs by a feature stands once in the template', () => {
  const names = [...textOf('monitoring/rules.yaml').matchAll(/- alert: (\w+)/g)].map(([, name]) => name);
  expect(names.toSorted()).toEqual(
    alerts()
      .map(({ name }) => name)
      .toSorted(),
  );
});

test('what Prometheus replaces in a text is no action for Helm', () => {
  const text = textOf('monitoring/rules.yaml');
  expect(text).toContain('{{ "{{" }} $labels.pool }}');
  expect(text).not.toMatch(/\{\{ \$labels/);
});

test('the dashboard is read from a file of the chart', () => {
  expect(textOf('monitoring/dashboard.yaml')).toContain('azure-pipelines-agents.json: {{ $.Files.Get "files/dashboard.json" | quote }}');
});

test.each([
  ['monitoring/dashboard.yaml', '$m.dashboard'],
  ['monitoring/rules.yaml', '$m.rules'],
  ['monitoring/pod-monitors.yaml', '$m.podMonitor'],
])('%s depends on its option', (path, condition) => {
  expect(textOf(path).split('\n')[1]).toBe(`{{- if ${condition} }}`);
});
