import { AgentNamespace } from '../../../constructs/agents/agent-namespace';
import { AgentNetworkPolicy, type AgentNetworkPolicyProps } from '../../../constructs/agents/agent-network-policy';
import { AgentServiceAccount } from '../../../constructs/agents/agent-service-account';
import { AgentToken } from '../../../constructs/agents/agent-token';
import { ApiServerPolicy } from '../../../constructs/agents/api-server-policy';
import { schemaErrors } from '../../support/kubernetes-schema';
import { manifestsOf, onlyResource, synthStack } from '../../support/synth';

test('the namespace enforces the Pod Security Standard "restricted"', () => {
  const stack = synthStack((scope) => void new AgentNamespace(scope, 'namespace', { name: 'agents', deleteMinutes: 95 }));
  expect(onlyResource(stack, 'kubernetes_namespace_v1')).toMatchObject({
    timeouts: { delete: '95m' },
    metadata: { name: 'agents', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
  });
});

describe('the service account', () => {
  const objectsOf = (clientId?: string) =>
    manifestsOf(synthStack((scope) => void new AgentServiceAccount(scope, 'account', { name: 'agent', namespace: 'agents', clientId })));

  test('may list the pods of its namespace and mark them, and nothing more', () => {
    const named = (which: string) =>
      objectsOf()
        .filter(({ kind }) => kind === which)
        .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
    expect(named('Role')).toMatchObject([
      { metadata: { namespace: 'agents', name: 'agent-pod-lister' }, rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }] },
      {
        metadata: { namespace: 'agents', name: 'agent-pod-marker' },
        rules: [{ apiGroups: [''], resources: ['pods/status'], verbs: ['patch'] }],
      },
    ]);
    const subjects = [{ kind: 'ServiceAccount', name: 'agent', namespace: 'agents' }];
    expect(named('RoleBinding')).toMatchObject([
      { subjects, roleRef: { kind: 'Role', name: 'agent-pod-lister' } },
      { subjects, roleRef: { kind: 'Role', name: 'agent-pod-marker' } },
    ]);
  });

  test('may only list pods if registrars do not mark them', () => {
    const props = { name: 'agent', namespace: 'agents', marksPods: false };
    const objects = manifestsOf(synthStack((scope) => void new AgentServiceAccount(scope, 'account', props)));
    expect(objects.filter(({ kind }) => kind === 'Role')).toMatchObject([{ metadata: { name: 'agent-pod-lister' } }]);
    expect(objects.filter(({ kind }) => kind === 'RoleBinding')).toHaveLength(1);
  });

  test('gives a token only to pods that request one', () => {
    expect(objectsOf().find(({ kind }) => kind === 'ServiceAccount')).toMatchObject({ automountServiceAccountToken: false });
  });

  test('names the identity that its pods may use', () => {
    expect(objectsOf('client').find(({ kind }) => kind === 'ServiceAccount')).toMatchObject({
      metadata: { annotations: { 'azure.workload.identity/client-id': 'client' } },
    });
  });

  test('is valid for the API server', () => {
    expect(objectsOf('client').flatMap(schemaErrors)).toEqual([]);
  });
});

describe('the network policy', () => {
  const policyOf = (props: Partial<AgentNetworkPolicyProps> = {}) =>
    manifestsOf(synthStack((scope) => void new AgentNetworkPolicy(scope, 'policy', { namespace: 'agents', ...props })))[0] as {
      kind: string;
    };

  test('denies ingress, and allows egress of agents to DNS, the API server and addresses outside of the cluster', () => {
    const policy = policyOf();
    expect(policy).toMatchObject({
      spec: {
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'azure-pipelines-agent' } },
        policyTypes: ['Ingress', 'Egress'],
        egress: [
          {
            to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.244.0.0/16', '10.0.0.0/16', '169.254.169.254/32', '168.63.129.16/32'] } }],
          },
          {
            to: [
              {
                namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
                podSelector: { matchExpressions: [{ key: 'k8s-app', operator: 'In', values: ['kube-dns', 'node-local-dns'] }] },
              },
            ],
            ports: [
              { port: 53, protocol: 'UDP' },
              { port: 53, protocol: 'TCP' },
            ],
          },
          { to: [{ ipBlock: { cidr: '10.0.0.1/32' } }], ports: [{ port: 443, protocol: 'TCP' }] },
        ],
      },
    });
    expect(policy).not.toHaveProperty('spec.ingress');
    expect(schemaErrors(policy)).toEqual([]);
  });

  test('keeps agents from the API server if the registrars do not need it', () => {
    const { spec } = policyOf({ agentsReachApiServer: false, apiServer: '172.17.0.1/32' }) as unknown as { spec: { egress: unknown[] } };
    expect(spec.egress).toHaveLength(2);
    expect(JSON.stringify(spec)).not.toContain('172.17.0.1');
  });

  test('uses the ranges of another cluster when they are given', () => {
    const policy = policyOf({ clusterRanges: ['172.16.0.0/16', '172.17.0.0/16'], apiServer: '172.17.0.1/32' });
    expect(policy).toHaveProperty('spec.egress.0.to.0.ipBlock.except.0', '172.16.0.0/16');
    expect(policy).toHaveProperty('spec.egress.2.to.0.ipBlock.cidr', '172.17.0.1/32');
  });
});

test('placeholders and the scaler reach the API server, and agents are not selected', () => {
  const [policy] = manifestsOf(
    synthStack((scope) => void new ApiServerPolicy(scope, 'policy', { namespace: 'agents', apiServer: '172.17.0.1/32' })),
  );
  expect(policy?.['spec']).toEqual({
    podSelector: {
      matchLabels: { 'app.kubernetes.io/name': 'azure-pipelines-agent' },
      matchExpressions: [{ key: 'app.kubernetes.io/component', operator: 'In', values: ['placeholder', 'scaler'] }],
    },
    policyTypes: ['Egress'],
    egress: [{ to: [{ ipBlock: { cidr: '172.17.0.1/32' } }], ports: [{ port: 443, protocol: 'TCP' }] }],
  });
  expect(schemaErrors(policy as { kind: string })).toEqual([]);
});

describe('the token', () => {
  const stack = synthStack(
    (scope) => void new AgentToken(scope, 'token', { name: 'azure-devops-token', namespace: 'agents', revision: 3 }),
  );

  test('is passed from an ephemeral variable to write-only data, so that no state and no plan contains it', () => {
    expect(stack['variable']).toMatchObject({ azp_token: { type: 'string', sensitive: true, ephemeral: true, nullable: false } });
    const secret = onlyResource(stack, 'kubernetes_secret_v1');
    expect(secret).toMatchObject({ data_wo: { token: '${trimspace(var.azp_token)}' }, data_wo_revision: 3 });
    expect(secret).not.toHaveProperty('data');
  });

  test('must not be empty', () => {
    expect(stack['variable']).toMatchObject({ azp_token: { validation: [{ condition: '${trimspace(var.azp_token) != ""}' }] } });
  });

  test('has no default: Terraform asks for it or fails', () => {
    expect((stack['variable'] as { azp_token: object }).azp_token).not.toHaveProperty('default');
  });
});
