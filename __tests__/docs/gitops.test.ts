import { parseAllDocuments } from 'yaml';
import { check } from '../../config/check';
import { NEWEST_KEDA_VERSION } from '../../config/keda-version';
import { namesOf } from '../../config/names';
import { parseConfig } from '../../config/parse';
import { kedaReleaseValues } from '../../constructs/keda/keda-release';
import draft from '../../docs/examples/gitops/agents.config';
import { chartValues } from '../../scripts/chart/values/chart-values';
import { releaseNames } from '../../scripts/release/release-names';
import { objectsIn, projectFiles, readProjectFile } from '../pipelines/project-files';
import { compiledSchema } from '../support/chart-values';
import { createdKeda } from '../support/created-parts';

const FOLDER = 'docs/examples/gitops';
const PACKAGE = JSON.parse(readProjectFile('package.json')) as { name: string; version: string };
const CONFIG = parseConfig(draft);
const NAMESPACE = namesOf(CONFIG).agentsNamespace;
const RELEASE = releaseNames('contoso', PACKAGE.name);
const RESTRICTED = {
  'pod-security.kubernetes.io/enforce': 'restricted',
  'pod-security.kubernetes.io/warn': 'restricted',
  'pod-security.kubernetes.io/audit': 'restricted',
};

interface GitOpsObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: object;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
}

const objectsOf = (file: string): readonly GitOpsObject[] =>
  parseAllDocuments(readProjectFile(`${FOLDER}/${file}`)).map((document) => document.toJS({ maxAliasCount: 0 }) as GitOpsObject);

/** The one object of a kind in a file. */
function objectOf(file: string, kind: string): GitOpsObject {
  const [found, second] = objectsOf(file).filter((object) => object.kind === kind);
  if (found === undefined || second !== undefined) throw new Error(`${file} has not one ${kind}`);
  return found;
}

/** The values that a chart gets from Argo CD and from Flux. */
const valuesOf = (file: string) => {
  const { source } = objectOf(`argo-cd/${file}`, 'Application').spec as { source: { helm: { valuesObject: object } } };
  return { 'argo-cd': source.helm.valuesObject, flux: objectOf(`flux/${file}`, 'HelmRelease').spec?.['values'] as object };
};
const CHART_VALUES = valuesOf('agents-chart.yaml');
const KEDA_VALUES = valuesOf('keda.yaml');

test.each([
  ['argo-cd/root.yaml', ['argoproj.io/v1alpha1 Application']],
  ['argo-cd/keda.yaml', ['argoproj.io/v1alpha1 Application']],
  ['argo-cd/agents-chart.yaml', ['argoproj.io/v1alpha1 Application']],
  ['argo-cd/agents-manifests.yaml', ['argoproj.io/v1alpha1 Application']],
  ['flux/namespace.yaml', ['v1 Namespace']],
  ['flux/keda.yaml', ['v1 Namespace', 'source.toolkit.fluxcd.io/v1 HelmRepository', 'helm.toolkit.fluxcd.io/v2 HelmRelease']],
  ['flux/agents-chart.yaml', ['source.toolkit.fluxcd.io/v1 OCIRepository', 'helm.toolkit.fluxcd.io/v2 HelmRelease']],
  ['flux/agents-manifests.yaml', ['kustomize.toolkit.fluxcd.io/v1 Kustomization', 'kustomize.toolkit.fluxcd.io/v1 Kustomization']],
  ['external-secret.yaml', ['external-secrets.io/v1 ExternalSecret']],
])('%s has these objects, and docs/gitops.md links to it', (file, kinds) => {
  expect(objectsOf(file).map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)).toEqual(kinds);
  expect(readProjectFile('docs/gitops.md')).toContain(`](examples/gitops/${file})`);
});

test('there is no other file, and none has a Secret', () => {
  const files = projectFiles(/^docs\/examples\/gitops\/.*\.yaml$/);
  expect(files).toHaveLength(9);
  expect(files.flatMap((file) => objectsOf(file.slice(FOLDER.length + 1))).map(({ kind }) => kind)).not.toContain('Secret');
});

test.each(Object.entries(CHART_VALUES))('%s: the chart gets the agents that the config of the manifests has', (_, values) => {
  const { name, location, image } = draft;
  expect(parseConfig({ name, location, image, ...values })).toEqual(CONFIG);
});

test('the schema of the chart accepts the values', () => {
  expect(check(chartValues, CHART_VALUES.flux).problems).toEqual([]);
  expect(compiledSchema()(CHART_VALUES.flux)).toBe(true);
});

test('both tools get the same values', () => {
  expect(CHART_VALUES['argo-cd']).toEqual(CHART_VALUES.flux);
  expect(KEDA_VALUES['argo-cd']).toEqual(KEDA_VALUES.flux);
});

test('KEDA is the newest version, and gets what this project gives it', () => {
  const given = kedaReleaseValues({
    namespace: 'keda',
    version: NEWEST_KEDA_VERSION,
    chartRepository: 'https://kedacore.github.io/charts',
    imageRegistry: 'ghcr.io',
    httpTimeoutSeconds: createdKeda(CONFIG).httpTimeoutSeconds,
  });
  const { http, extraArgs, operator } = given;
  expect(KEDA_VALUES['argo-cd']).toEqual({ http, extraArgs, operator });
  expect(objectOf('argo-cd/keda.yaml', 'Application').spec).toMatchObject({
    source: { repoURL: 'https://kedacore.github.io/charts', chart: 'keda', targetRevision: NEWEST_KEDA_VERSION },
    destination: { namespace: 'keda' },
  });
  expect(objectOf('flux/keda.yaml', 'HelmRepository').spec?.['url']).toBe('https://kedacore.github.io/charts');
  expect(objectOf('flux/keda.yaml', 'HelmRelease')).toMatchObject({
    metadata: { namespace: 'keda' },
    spec: { chart: { spec: { chart: 'keda', version: NEWEST_KEDA_VERSION, sourceRef: { name: 'kedacore' } } } },
  });
});

test('the chart and the image are those of this version, where the workflow Release publishes them', () => {
  expect(objectOf('argo-cd/agents-chart.yaml', 'Application').spec?.['source']).toMatchObject({
    repoURL: RELEASE.charts.replace('oci://', ''),
    chart: PACKAGE.name,
    targetRevision: PACKAGE.version,
  });
  expect(objectOf('flux/agents-chart.yaml', 'OCIRepository').spec).toMatchObject({
    url: `oci://${RELEASE.chart}`,
    ref: { tag: PACKAGE.version },
  });
  expect(draft.image).toEqual({ kind: 'reference', reference: `${RELEASE.agentImage}:${PACKAGE.version}` });
});

test('Flux accepts a chart that the workflow Release has signed for a version, and no other', () => {
  const { verify } = objectOf('flux/agents-chart.yaml', 'OCIRepository').spec as {
    verify: { provider: string; matchOIDCIdentity: readonly [{ issuer: string; subject: string }] };
  };
  expect(verify.provider).toBe('cosign');
  const [{ issuer, subject }] = verify.matchOIDCIdentity;
  expect('https://token.actions.githubusercontent.com').toMatch(new RegExp(issuer));
  const workflow = `https://github.com/contoso/${PACKAGE.name}/.github/workflows`;
  expect(`${workflow}/release.yml@refs/tags/v${PACKAGE.version}`).toMatch(new RegExp(subject));
  for (const other of [
    `${workflow}/release.yml@refs/heads/main`,
    `${workflow}/ci.yml@refs/tags/v1.0.0`,
    `https://github.com/other/${PACKAGE.name}/.github/workflows/release.yml@refs/tags/v1.0.0`,
  ]) {
    expect(other).not.toMatch(new RegExp(subject));
  }
});

test('everything of the agents is in one namespace, which enforces the Pod Security Standard "restricted"', () => {
  for (const file of ['argo-cd/agents-chart.yaml', 'argo-cd/agents-manifests.yaml']) {
    expect(objectOf(file, 'Application').spec?.['destination']).toMatchObject({ namespace: NAMESPACE });
  }
  expect(objectOf('argo-cd/agents-chart.yaml', 'Application').spec).toMatchObject({
    source: { helm: { releaseName: CONFIG.name } },
    syncPolicy: { managedNamespaceMetadata: { labels: RESTRICTED }, syncOptions: expect.arrayContaining(['CreateNamespace=true']) },
  });
  expect(objectOf('flux/namespace.yaml', 'Namespace').metadata).toEqual({ name: NAMESPACE, labels: RESTRICTED });
  for (const { metadata } of [...objectsOf('flux/agents-chart.yaml'), ...objectsOf('external-secret.yaml')]) {
    expect(metadata.namespace).toBe(NAMESPACE);
  }
  expect(objectOf('flux/agents-chart.yaml', 'HelmRelease').metadata.name).toBe(CONFIG.name);
});

test('KEDA and its definitions come first', () => {
  const wave = (file: string): string | undefined => objectOf(file, 'Application').metadata.annotations?.['argocd.argoproj.io/sync-wave'];
  expect(['keda', 'agents-chart', 'agents-manifests'].map((name) => wave(`argo-cd/${name}.yaml`))).toEqual(['0', '1', '1']);
  const { metadata } = objectOf('flux/keda.yaml', 'HelmRelease');
  expect(objectOf('flux/agents-chart.yaml', 'HelmRelease').spec?.['dependsOn']).toEqual([
    { name: metadata.name, namespace: metadata.namespace },
  ]);
  const [first, second] = objectsOf('flux/agents-manifests.yaml');
  expect(second?.spec?.['dependsOn']).toEqual([{ name: first?.metadata.name }]);
  expect(first?.spec?.['wait']).toBe(true);
});

test('Argo CD applies on the server, and does not own what KEDA writes', () => {
  for (const file of ['argo-cd/keda.yaml', 'argo-cd/agents-chart.yaml', 'argo-cd/agents-manifests.yaml']) {
    const options = objectsIn(objectOf(file, 'Application').spec).flatMap(({ syncOptions }) => (syncOptions ?? []) as readonly string[]);
    expect(options).toContain('ServerSideApply=true');
    expect(options).not.toContain('RespectIgnoreDifferences=true');
    expect(options.filter((option) => option.startsWith('Replace'))).toEqual([]);
  }
  const ignored = ['ScaledJob', 'TriggerAuthentication'].map((kind) => ({
    group: 'keda.sh',
    kind,
    jsonPointers: ['/metadata/finalizers'],
  }));
  for (const file of ['argo-cd/agents-chart.yaml', 'argo-cd/agents-manifests.yaml']) {
    expect(objectOf(file, 'Application').spec?.['ignoreDifferences']).toEqual(ignored);
  }
});

test('an External Secret makes the Secret that agents use', () => {
  expect(objectOf('external-secret.yaml', 'ExternalSecret').spec).toMatchObject({
    target: { name: 'azure-devops-token' },
    data: [{ secretKey: 'token' }],
  });
});
