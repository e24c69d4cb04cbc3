import { execFileSync } from 'node:child_process';
import { NEWEST_KEDA_VERSION } from '../../../../../config/keda-version';
import type { NativeObject } from '../../../../../constructs/kubernetes/kubernetes-object';
import { RUNNER_SCRIPT, runnerContainer } from '../../../../../proof/bench/scaling/variants/github/published-runner';
import { RUNNER_VARIANTS } from '../../../../../proof/bench/scaling/variants/github/variants';
import { isOwnVariant, VARIANT_IDS } from '../../../../../proof/bench/scaling/variants/ids';
import { schemaErrors } from '../../../../support/kubernetes-schema';

const place = {
  name: 'b-1',
  image: 'registry.example/runner:1',
  kedaVersion: NEWEST_KEDA_VERSION,
  maxAgents: 33,
  url: 'http://10.0.0.1:8080/contoso',
  apiUrl: 'http://10.0.0.1:8080/api/v3',
  repository: { owner: 'contoso', name: 'app' },
  label: 'aks-linux',
  token: 'secret',
  app: { clientId: 'Iv23abc', installationId: 7, privateKey: 'a key' },
};

describe.each(RUNNER_VARIANTS)('$title', (variant) => {
  const objects = variant.objects(place);
  const scaledJob = objects.find(({ kind }) => kind === 'ScaledJob') as NativeObject & { spec: Record<string, unknown> };

  test('begins with its only namespace', () => {
    expect(objects.map(({ kind }) => kind === 'Namespace')).toEqual(objects.map((_, index) => index === 0));
    expect(objects[0]?.metadata.name).toBe('b-1-agents');
  });

  test('has a ScaledJob that is valid for the API server, with the maximum of the load', () => {
    expect(schemaErrors(scaledJob)).toEqual([]);
    expect(scaledJob.spec).toMatchObject({ maxReplicaCount: 33 });
  });

  test('gives its runner pods the label by which the benchmark finds them', () => {
    const template = { metadata: { labels: { 'app.kubernetes.io/component': 'runner' } } };
    expect(scaledJob.spec).toMatchObject({ jobTargetRef: { template } });
  });

  test('runs the image of the benchmark, for the fake GitHub and the label of the jobs', () => {
    const text = JSON.stringify(objects);
    for (const part of ['"image":"registry.example/runner:1"', 'http://10.0.0.1:8080/', 'aks-linux']) expect(text).toContain(part);
  });
});

test('published variants name their sources', () => {
  expect(RUNNER_VARIANTS.filter(({ sources }) => sources === undefined).map(({ id }) => id)).toEqual(
    VARIANT_IDS.github.filter(isOwnVariant),
  );
});

test.each(RUNNER_VARIANTS.filter(({ id }) => !isOwnVariant(id)))("KEDA's scaler of $title polls as often as stated", (variant) => {
  const scaledJob = variant.objects(place).find(({ kind }) => kind === 'ScaledJob');
  expect(scaledJob).toMatchObject({ spec: { pollingInterval: variant.pollSeconds, triggers: [{ type: 'github-runner' }] } });
});

test('the ids that options accept are those of the variants', () => {
  expect(RUNNER_VARIANTS.map(({ id }) => id)).toEqual(VARIANT_IDS.github);
});

test.each([
  ['own', []],
  ['own-warm', [{ agents: 2, from: '00:00', to: '24:00' }]],
])("%s has this project's scaler, and only its warm windows differ", (id, warm) => {
  const objects = RUNNER_VARIANTS.find((variant) => variant.id === id)?.objects(place) ?? [];
  const entries = /"AZP_ENTRIES","value":("(?:[^"\\]|\\.)*")/.exec(JSON.stringify(objects))?.[1] ?? '""';
  expect(objects.find(({ kind }) => kind === 'ScaledJob')).toMatchObject({ spec: { triggers: [{ type: 'metrics-api' }] } });
  expect(JSON.parse(JSON.parse(entries))).toMatchObject([{ scaleSet: { name: 'aks-linux' }, warm }]);
});

test('only the variant with warm runners keeps runners', () => {
  expect(RUNNER_VARIANTS.filter(({ keeps }) => keeps !== undefined).map(({ id, keeps }) => [id, keeps])).toEqual([['own-warm', 2]]);
});

test('the script of the published variants is valid for bash, and the runner has the labels of config.sh and of the example', () => {
  execFileSync('bash', ['-n', '-c', RUNNER_SCRIPT]);
  expect(RUNNER_SCRIPT).toContain('"self-hosted,linux,x64,$LABELS"');
  expect(runnerContainer(place).env).toContainEqual({ name: 'LABELS', value: 'aks-linux' });
});
