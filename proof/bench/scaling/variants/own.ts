import { FIXED_NAMES, namesOf } from '../../../../config/names';
import { parseConfig } from '../../../../config/parse';
import { pollingSecondsOf } from '../../../../config/polling';
import { projectOf } from '../../../../config/project';
import { organizationOf } from '../../../../config/services';
import type { Config } from '../../../../config/types';
import type { NativeObject } from '../../../../constructs/kubernetes/kubernetes-object';
import { agentObjects } from '../../../../scripts/lib/agent-objects';
import type { AzureDevOpsPlace, AzureDevOpsVariant } from './azure-devops-variant';
import { secret, withSecret } from './published-parts';

/** The agents stack of this project with its defaults: its scaler counts, and KEDA asks it every second. */
export const own = ownVariant({ id: 'own', title: 'this project', trigger: 'metrics-api' });

/** The agents stack with KEDA's own scaler, which reads the queue itself. */
export const ownKeda = ownVariant({ id: 'own-keda', title: "this project, KEDA's scaler", trigger: 'azure-pipelines' });

const WARM_AGENTS = 2;

/** The agents stack with idle agents, at all hours. */
export const ownWarm = ownVariant({
  id: 'own-warm',
  title: 'this project, two warm agents',
  trigger: 'metrics-api',
  entry: { warm: [{ agents: WARM_AGENTS }] },
  keeps: WARM_AGENTS,
});

/** The agents stack with agents ahead of a steady stream of jobs. */
export const ownAnticipate = ownVariant({
  id: 'own-anticipate',
  title: 'this project, anticipating',
  trigger: 'metrics-api',
  entry: { anticipate: true },
});

interface OwnVariant extends Pick<AzureDevOpsVariant, 'id' | 'title' | 'keeps'> {
  readonly trigger: Config['keda']['trigger'];
  /** Options of the entry that are not defaults. */
  readonly entry?: object;
}

function ownVariant({ trigger, entry = {}, ...variant }: OwnVariant): AzureDevOpsVariant {
  return {
    ...variant,
    pollSeconds: pollingSecondsOf({}, trigger),
    objects(place: AzureDevOpsPlace): readonly NativeObject[] {
      const config = configOf(place, { trigger, entry });
      const objects = agentObjects(
        { ...config, azureDevOps: { ...organizationOf(config), organizationUrl: place.organizationUrl } },
        projectOf(__dirname).imageContext,
      );
      return withSecret(objects, secret(namesOf(config).agentsNamespace, FIXED_NAMES.tokenSecret, { token: place.token }));
    },
  };
}

/** Returns a config with all defaults, except for small pods, because many run on small nodes, and the maximum that all variants have. */
function configOf(
  { name, image, kedaVersion, pool, maxAgents }: AzureDevOpsPlace,
  { trigger, entry }: Required<Pick<OwnVariant, 'trigger' | 'entry'>>,
): Config {
  return parseConfig({
    name,
    location: 'westeurope',
    keda: { version: kedaVersion, trigger },
    image: { kind: 'reference', reference: image },
    // The schema rejects `http`, so the URL of the fake is set afterwards.
    azureDevOps: { organizationUrl: 'https://dev.azure.com/contoso', auth: { kind: 'pat' } },
    agentPools: [{ name: 'linux', pool: pool.name, cpu: '10m', memory: '256Mi', maxAgents, ...entry }],
  });
}
