import { parseAllDocuments } from 'yaml';
import { namesOf } from '../../config/names';
import { parseConfig } from '../../config/parse';
import { existingTokenOf } from '../../config/services';
import draft from '../../docs/examples/key-vault/agents.config';
import { readProjectFile } from '../pipelines/project-files';
import { schemaErrors } from '../support/kubernetes-schema';

const CONFIG = parseConfig(draft);
const NAMESPACE = namesOf(CONFIG).agentsNamespace;
const SECRET = existingTokenOf(CONFIG);
const KINDS = ['ServiceAccount', 'Deployment'];

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: object;
}

const objectsOf = (file: string): readonly Manifest[] =>
  parseAllDocuments(readProjectFile(`docs/examples/key-vault/${file}`)).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS({ maxAliasCount: 0 }) as Manifest;
  });

const objectOf = (file: string, kind: string) => objectsOf(file).find((object) => object.kind === kind);

test.each(['external-secret.yaml', 'secret-provider-class.yaml'])('%s has valid objects of the agents’ namespace', (file) => {
  const objects = objectsOf(file);
  expect(objects.map(({ metadata }) => metadata.namespace)).toEqual(objects.map(() => NAMESPACE));
  expect(objects.filter(({ kind }) => KINDS.includes(kind)).flatMap((object) => schemaErrors(object as never))).toEqual([]);
});

test('an External Secret writes the Secret that the config names', () => {
  const file = 'external-secret.yaml';
  expect(objectOf(file, 'ExternalSecret')?.spec).toMatchObject({
    secretStoreRef: { kind: 'SecretStore', name: objectOf(file, 'SecretStore')?.metadata.name },
    target: { name: SECRET },
    data: [{ secretKey: 'token', remoteRef: { key: 'azp-token' } }],
  });
  expect(objectOf(file, 'SecretStore')?.spec).toMatchObject({
    provider: { azurekv: { serviceAccountRef: { name: objectOf(file, 'ServiceAccount')?.metadata.name } } },
  });
});

test('the class makes the Secret that the config names, and a Deployment that is not of agents mounts it all the time', () => {
  const file = 'secret-provider-class.yaml';
  const [provider, deployment] = ['SecretProviderClass', 'Deployment'].map((kind) => objectOf(file, kind));
  expect(provider?.spec).toMatchObject({
    secretObjects: [{ secretName: SECRET, data: [{ objectName: 'azp-token', key: 'token' }] }],
    parameters: { objects: expect.stringContaining('objectName: azp-token') },
  });
  expect(deployment?.spec).toMatchObject({
    replicas: 2,
    template: {
      metadata: { labels: { app: 'agents-token-holder' } },
      spec: {
        serviceAccountName: objectOf(file, 'ServiceAccount')?.metadata.name,
        volumes: [{ csi: { driver: 'secrets-store.csi.k8s.io', volumeAttributes: { secretProviderClass: provider?.metadata.name } } }],
      },
    },
  });
});
