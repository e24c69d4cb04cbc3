import { NEWEST_KEDA_VERSION } from '../../../../../config/keda-version';
import type { NativeObject } from '../../../../../constructs/kubernetes/kubernetes-object';
import { isOwnVariant, VARIANT_IDS, VARIANT_IDS_ON_REQUEST } from '../../../../../proof/bench/scaling/variants/ids';
import { START_SCRIPT } from '../../../../../proof/bench/scaling/variants/start-script';
import { VARIANTS, VARIANTS_ON_REQUEST } from '../../../../../proof/bench/scaling/variants/variants';
import { schemaErrors } from '../../../../support/kubernetes-schema';

const place = {
  name: 'b-1',
  organizationUrl: 'http://10.0.0.1:8080/contoso',
  token: 'secret',
  image: 'registry.example/agent:1',
  kedaVersion: NEWEST_KEDA_VERSION,
  pool: { id: 44, name: 'linux' },
  maxAgents: 33,
};

describe.each(VARIANTS)('$title', (variant) => {
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

  test('gives its agent pods the label by which the benchmark finds them', () => {
    const template = { metadata: { labels: { 'app.kubernetes.io/component': 'agent' } } };
    expect(scaledJob.spec).toMatchObject({ jobTargetRef: { template } });
  });

  test('runs the image of the benchmark', () => {
    expect(JSON.stringify(scaledJob)).toContain('"image":"registry.example/agent:1"');
  });
});

test('published variants name their sources', () => {
  expect(VARIANTS.filter(({ sources }) => sources === undefined).map(({ id }) => id)).toEqual(
    VARIANT_IDS['azure-devops'].filter(isOwnVariant),
  );
});

test.each(VARIANTS.filter(({ id }) => id === 'own-keda' || !isOwnVariant(id)))(
  "KEDA's scaler of $title polls as often as stated",
  (variant) => {
    const scaledJob = variant.objects(place).find(({ kind }) => kind === 'ScaledJob');
    expect(scaledJob).toMatchObject({ spec: { pollingInterval: variant.pollSeconds, triggers: [{ type: 'azure-pipelines' }] } });
  },
);

test('variables of the shell stay in the script', () => {
  expect(START_SCRIPT).toContain('--agent "${AZP_AGENT_NAME:-$(hostname)}"');
});

test('the ids that options accept are those of the variants', () => {
  expect(VARIANTS.map(({ id }) => id)).toEqual(VARIANT_IDS['azure-devops']);
  expect(VARIANTS_ON_REQUEST.map(({ id }) => id)).toEqual(VARIANT_IDS_ON_REQUEST['azure-devops']);
});

test.each([
  ['own', { warm: [], anticipate: false }],
  ['own-warm', { warm: [{ agents: 2, from: '00:00', to: '24:00' }], anticipate: false }],
  ['own-anticipate', { warm: [], anticipate: true }],
])("%s has this project's scaler, with only its options", (id, options) => {
  const objects = VARIANTS.find((variant) => variant.id === id)?.objects(place) ?? [];
  const entries = /"AZP_ENTRIES","value":("(?:[^"\\]|\\.)*")/.exec(JSON.stringify(objects))?.[1] ?? '""';
  expect(objects.find(({ kind }) => kind === 'ScaledJob')).toMatchObject({ spec: { triggers: [{ type: 'metrics-api' }] } });
  expect(JSON.parse(JSON.parse(entries))).toMatchObject([options]);
});

test('only the variant with warm agents keeps agents', () => {
  expect(VARIANTS.filter(({ keeps }) => keeps !== undefined).map(({ id, keeps }) => [id, keeps])).toEqual([['own-warm', 2]]);
});
