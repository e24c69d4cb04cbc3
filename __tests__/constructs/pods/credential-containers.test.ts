import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import { agentPodTemplate } from '../../../constructs/agents/agent-pod';
import { placeholderPodTemplate } from '../../../constructs/agents/placeholder-pod';
import { podTemplate } from '../../../constructs/pods/pod-parts';
import { runnerPodTemplate } from '../../../constructs/runners/runner-pod';
import { scalerPodTemplate } from '../../../constructs/scaler/scaler-pod';
import { completeScalerProps } from '../../../constructs/scaler/scaler-props';
import { anIdentityPool, aPool } from '../../support/pools';
import { aRunnerPool } from '../../support/runner-pools';
import { anIdentityScaler } from '../../support/scalers';

const SKIP = 'azure.workload.identity/skip-containers';

const containersOf = ({ spec }: PodTemplateSpec) => [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].map(({ name }) => name);

/** What the webhook of workload identity does: every container gets the token, init containers too, unless the annotation names it. */
function withToken(pod: PodTemplateSpec): Readonly<Record<string, boolean>> {
  const skipped = (pod.metadata?.annotations?.[SKIP] ?? '').split(';').map((name) => name.trim());
  return Object.fromEntries(containersOf(pod).map((name) => [name, !skipped.includes(name)]));
}

// A new container of a pod has to be added here, with the decision whether it gets the identity with which agents are managed.
test.each([
  ['an agent', agentPodTemplate(anIdentityPool()), { registrar: true, agent: false }],
  ['a placeholder', placeholderPodTemplate(anIdentityPool()), { placeholder: true }],
  ['the scaler', scalerPodTemplate(completeScalerProps(anIdentityScaler())), { scaler: true }],
])('the containers of %s that get the token of the identity', (_, pod, decisions) => {
  expect(withToken(pod)).toEqual(decisions);
});

test('a container that is added to a pod does not get the token', () => {
  const image = 'example.io/other';
  const pod = podTemplate(anIdentityPool(), {
    component: 'agent',
    credentialFor: 'registrar',
    spec: {
      initContainers: [
        { name: 'setup', image },
        { name: 'registrar', image },
      ],
      containers: [
        { name: 'agent', image },
        { name: 'cache', image },
      ],
    },
  });
  expect(pod.metadata?.annotations).toEqual({ [SKIP]: 'setup;agent;cache' });
  expect(withToken(pod)).toEqual({ setup: false, registrar: true, agent: false, cache: false });
});

test('a pod with a mounted token needs no annotation, because a volume is mounted only where the pod says so', () => {
  for (const pod of [agentPodTemplate(aPool()), runnerPodTemplate(aRunnerPool())])
    expect(pod.metadata?.annotations).not.toHaveProperty([SKIP]);
});
