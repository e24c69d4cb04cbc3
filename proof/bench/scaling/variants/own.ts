import { FIXED_NAMES, namesOf } from '../../../../config/names';
import { parseConfig } from '../../../../config/parse';
import { pollingSecondsOf } from '../../../../config/polling';
import { projectOf } from '../../../../config/project';
import { keda } from '../../../../config/schema/keda';
import type { Config } from '../../../../config/types';
import type { NativeObject } from '../../../../constructs/kubernetes/kubernetes-object';
import { agentObjects } from '../../../../scripts/lib/agent-objects';
import { secret } from './published-parts';
import { MAX_AGENTS, type Place, type Variant } from './variant';

/** The agents stack of this project with its defaults. */
export const own: Variant = {
  id: 'own',
  title: 'this project',
  pollSeconds: pollingSecondsOf({}, keda.parse({}).trigger),
  objects(place: Place): readonly NativeObject[] {
    const config = configOf(place);
    const objects = agentObjects(
      { ...config, azureDevOps: { ...config.azureDevOps, organizationUrl: place.organizationUrl } },
      projectOf(__dirname).imageContext,
    );
    const namespace = namesOf(config).agentsNamespace;
    return [
      ...objects.filter(({ kind }) => kind === 'Namespace'),
      secret(namespace, FIXED_NAMES.tokenSecret, { token: place.token }),
      ...objects.filter(({ kind }) => kind !== 'Namespace'),
    ];
  },
};

type ConfigPlace = Pick<Place, 'name' | 'image' | 'kedaVersion'> & { readonly pool: Pick<Place['pool'], 'name'> };

/** Returns a config with all defaults, except for small pods, because many run on a small node, and the maximum that all variants have. */
function configOf({ name, image, kedaVersion, pool }: ConfigPlace): Config {
  return parseConfig({
    name,
    location: 'westeurope',
    keda: { version: kedaVersion },
    image: { kind: 'reference', reference: image },
    // The schema rejects `http`, so the URL of the fake is set afterwards.
    azureDevOps: { organizationUrl: 'https://dev.azure.com/contoso', auth: { kind: 'pat' } },
    agentPools: [{ name: 'linux', pool: pool.name, cpu: '10m', memory: '256Mi', maxAgents: MAX_AGENTS }],
  });
}
