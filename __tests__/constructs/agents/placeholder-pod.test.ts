import type { Container } from 'kubernetes-types/core/v1';
import { agentPodTemplate } from '../../../constructs/agents/agent-pod';
import { placeholderPodTemplate } from '../../../constructs/agents/placeholder-pod';
import { aPool } from '../../support/pools';

const placeholderOf = (props = aPool()): Container => placeholderPodTemplate(props).spec?.containers[0] as Container;
const envOf = (container: Container) => Object.fromEntries((container.env ?? []).map(({ name, value }) => [name, value]));

describe('the placeholder pod', () => {
  test('registers one agent under its own name, and ends quickly', () => {
    expect(envOf(placeholderOf())).toMatchObject({
      AZP_AGENT_NAME: 'pipelines-linux-placeholder',
      AZP_AGENT_NAME_PREFIX: 'pipelines-linux-',
      AZP_NAMESPACE: 'agents',
    });
    expect(placeholderPodTemplate(aPool()).spec).toMatchObject({ terminationGracePeriodSeconds: 30, restartPolicy: 'Always' });
  });

  test('has the variables of jobs, which are capabilities of the real agents too', () => {
    expect(envOf(placeholderOf(aPool({ env: { TOOL: '1' } })))).toMatchObject({ TOOL: '1' });
    expect((placeholderOf(aPool({ env: { TOOL: '1', A_TOOL: '2' } })).env ?? []).slice(-2).map(({ name }) => name)).toEqual([
      'A_TOOL',
      'TOOL',
    ]);
  });

  test('stays on the default node pool, which never scales to zero', () => {
    expect(placeholderPodTemplate(aPool({ nodeSelector: { nodes: 'large' } })).spec?.nodeSelector).toEqual({ 'kubernetes.io/os': 'linux' });
  });

  test('is the only pod in which every container has a token of the API server', () => {
    expect(placeholderPodTemplate(aPool()).spec?.automountServiceAccountToken).toBe(true);
    expect(agentPodTemplate(aPool()).spec?.automountServiceAccountToken).toBe(false);
  });

  test('is probed through its own server', () => {
    expect(placeholderOf().startupProbe).toMatchObject({ httpGet: { path: '/healthz' }, periodSeconds: 10, failureThreshold: 30 });
    expect(placeholderOf()).toMatchObject({
      livenessProbe: { httpGet: { path: '/healthz', port: 8080 } },
      readinessProbe: { httpGet: { path: '/readyz', port: 8080 } },
    });
  });
});
