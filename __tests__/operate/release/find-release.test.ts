import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ClusterError } from '../../../operate/lib/cluster/error';
import { findRelease } from '../../../operate/release/find-release';
import { FakeCluster } from '../lib/cluster/support/fake-cluster';
import { aRelease, CHOICE, clusterWithRelease, NAMESPACE, releaseSecret } from './support/releases';

test('the revision that is deployed is read', async () => {
  const found = await findRelease(clusterWithRelease().reader, CHOICE);
  expect(found).toMatchObject({ name: 'agents', version: 3, config: { name: 'pipelines' }, newer: undefined });
  expect(found.chart.metadata).toEqual({ name: 'azure-pipelines-agents-aks', version: '1.4.0' });
});

test('a newer revision that is not deployed is named', async () => {
  const cluster = clusterWithRelease();
  cluster.objects.push(releaseSecret(aRelease({ version: 10 }), { revision: 10, status: 'failed' }));
  expect(await findRelease(cluster.reader, CHOICE)).toMatchObject({ version: 3, newer: { revision: 10, status: 'failed' } });
});

const THE_OTHER = releaseSecret({ ...aRelease(), chart: { metadata: { name: 'nginx', version: '2.0.0' } } }, { name: 'nginx' });
const DAMAGED = releaseSecret({ name: 'agents' });
const NOT_GZIP = { ...releaseSecret({}), data: { release: Buffer.from(Buffer.from('nonsense').toString('base64')).toString('base64') } };

test.each([
  [
    'no release at all',
    'agents',
    [],
    `--release must name a Helm release in namespace ${NAMESPACE}, which has none in Secrets, where Helm stores them by default, got "agents": see helm list --all-namespaces. Argo CD stores no release: leave out --release, and name a config (docs/gitops.md)`,
  ],
  [
    'a typo',
    'agent',
    [releaseSecret(aRelease()), THE_OTHER],
    `--release must name a Helm release in namespace ${NAMESPACE}, which has agents, nginx, got "agent": did you mean "agents"?`,
  ],
  [
    'another chart',
    'nginx',
    [THE_OTHER],
    '--release must be a release of the chart azure-pipelines-agents-aks, and it is one of nginx 2.0.0, got "nginx": name another release',
  ],
  [
    'a release that is not deployed',
    'agents',
    [releaseSecret(aRelease(), { revision: 1, status: 'pending-install' })],
    `--release must be deployed, and its revision 1 is pending-install, got "agents": helm history agents --namespace ${NAMESPACE}`,
  ],
  [
    'an incomplete release',
    'agents',
    [DAMAGED],
    `--release must be readable, and Secret sh.helm.release.v1.agents.v3 is not: namespace is not as Helm stores it, got "agents": compare with helm get all agents --namespace ${NAMESPACE}`,
  ],
  ['no release in the Secret', 'agents', [NOT_GZIP], 'Secret sh.helm.release.v1.agents.v3 is not: '],
])('%s is refused', async (_, release, objects, message) => {
  await expect(findRelease(new FakeCluster(objects).reader, { ...CHOICE, release })).rejects.toThrow(
    `the command line has 1 problem:\n- ${message.startsWith('--') ? message : '--release must be readable, and '}`,
  );
  await expect(findRelease(new FakeCluster(objects).reader, { ...CHOICE, release })).rejects.toThrow(message);
});

test('without the right to read Secrets, the right is named', async () => {
  const cluster = clusterWithRelease();
  cluster.forbidden.add('secrets');
  await expect(findRelease(cluster.reader, CHOICE)).rejects.toThrow(
    new ClusterError({
      finding: `a right is missing: secrets is forbidden: User "me" cannot read resource "secrets" in the namespace "${NAMESPACE}"`,
      fault: 'right',
      advice: `Helm stores releases in Secrets: ask for the verbs get and list on secrets in namespace ${NAMESPACE}`,
    }),
  );
});

test('the chart has the name of this project', async () => {
  const { name } = JSON.parse(readFileSync(join(__dirname, '../../../package.json'), 'utf8')) as { readonly name: string };
  expect((await findRelease(clusterWithRelease().reader, CHOICE)).chart.metadata.name).toBe(name);
});
