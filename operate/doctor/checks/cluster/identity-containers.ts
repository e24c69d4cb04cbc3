import type { Pod } from '../../../lib/cluster/objects';
import type { Finding } from '../../../lib/finding';
import type { Check } from '../../check';
import type { ClusterContext } from '../../facts/cluster/context';
import { outcomeOf } from '../../outcome';

/** The variable that the webhook of workload identity sets in every container that gets the token. */
const TOKEN_VARIABLE = 'AZURE_FEDERATED_TOKEN_FILE';
/** The containers that manage agents, or count jobs for them. */
const MANAGERS: readonly string[] = ['registrar', 'placeholder', 'scaler'];

/**
 * The annotation skip-containers names the containers of this project. It can't name one that another admission webhook adds,
 * and the webhook of workload identity looks at a pod again after others have changed it (reinvocationPolicy: IfNeeded).
 */
export const identityContainers: Check<ClusterContext> = {
  id: 'identity-containers',
  title: 'Containers with the identity',
  run: async ({ cluster, names }) => {
    const pods = await cluster().pods(names.agentsNamespace);
    const exposed = pods.flatMap((pod) => exposedIn(pod).map((container) => ({ container, pod: pod.metadata.name })));
    const containers = [...new Set(exposed.map(({ container }) => container))];
    const findings = containers.map((container): Finding => {
      const [first, ...others] = exposed.filter((one) => one.container === container);
      const more = others.length === 0 ? '' : ` and ${others.length} more`;
      return {
        finding: `container ${container} of pod ${first?.pod}${more} has the token of identity ${names.identity}, with which agents are registered and deleted`,
        advice: `an admission webhook adds that container: exclude namespace ${names.agentsNamespace} from it, for example with the label that its documentation names`,
      };
    });
    return outcomeOf(findings, `no other container of ${pods.length} ${pods.length === 1 ? 'pod' : 'pods'}`);
  },
};

const exposedIn = ({ spec: { initContainers, containers } }: Pod): readonly string[] =>
  [...initContainers, ...containers]
    .filter(({ name, env }) => !MANAGERS.includes(name) && env.some((variable) => variable.name === TOKEN_VARIABLE))
    .map(({ name }) => name);
