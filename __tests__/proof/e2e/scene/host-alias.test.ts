import { NEWEST_KEDA_VERSION } from '../../../../config/keda-version';
import { VARIANTS } from '../../../../proof/bench/scaling/variants/variants';
import { hostAliasOf, withHostAliases } from '../../../../proof/e2e/scene/host-alias';
import { schemaErrors } from '../../../support/kubernetes-schema';

const place = {
  name: 'b-1',
  organizationUrl: 'http://10.0.0.1:8080/contoso',
  token: 'secret',
  image: 'registry.example/agent:1',
  kedaVersion: NEWEST_KEDA_VERSION,
  pool: { id: 44, name: 'linux' },
  maxAgents: 3,
};
const objects = VARIANTS.find(({ id }) => id === 'own-warm')?.objects(place) ?? [];
const ofKind = (wanted: string) => objects.filter(({ kind }) => kind === wanted);

test('the agents know the host of AZP_SCALER_URL by the address of its Service', () => {
  const { name = '', namespace = '' } = ofKind('Service')[0]?.metadata ?? {};
  const alias = hostAliasOf({ metadata: { name, namespace }, spec: { clusterIP: '10.1.0.7' } });
  const [scaledJob] = ofKind('ScaledJob').map((object) => withHostAliases(object, [alias]));
  const text = JSON.stringify(scaledJob);
  const [, host] = /"AZP_SCALER_URL","value":"http:\/\/([^:"]+):/.exec(text) ?? [];
  expect(alias).toEqual({ ip: '10.1.0.7', hostnames: [host] });
  expect(text).toContain(`"hostAliases":[{"ip":"10.1.0.7","hostnames":["${host}"]}]`);
  expect(scaledJob && schemaErrors(scaledJob)).toEqual([]);
});

test('other objects do not change, nor does a ScaledJob without Services before it', () => {
  for (const object of ofKind('Deployment')) expect(withHostAliases(object, [{ ip: '10.1.0.7', hostnames: ['a'] }])).toBe(object);
  for (const object of ofKind('ScaledJob')) expect(withHostAliases(object, [])).toBe(object);
});

test('a Service without an address is an error', () => {
  expect(() => hostAliasOf({ metadata: { name: 'a', namespace: 'b' }, spec: {} })).toThrow('the Service a has no address');
});
