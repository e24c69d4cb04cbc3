import type { EnvVar, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import { TAKEN_CONDITION } from '../../config/taken-condition';
import type { CompleteAgentPoolProps } from './agent-props';

/** Where client libraries of Kubernetes look, too. */
const ACCOUNT: VolumeMount = { name: 'account', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true };

/** What the API server gives its own volumes of this kind; the kubelet renews the token long before. */
const TOKEN_SECONDS = 3607;

/** The registrar marks its pod as taken where KEDA looks at that; elsewhere it gets no access to Kubernetes. */
const marks = ({ scaling }: CompleteAgentPoolProps): boolean => scaling.pendingPodConditions.includes(TAKEN_CONDITION);

export const kubernetesNamespace = (props: CompleteAgentPoolProps): EnvVar[] =>
  marks(props) ? [{ name: 'AZP_NAMESPACE', value: props.namespace }] : [];

/** The service account's token, for the one container that may have it. Mounted by hand: automounting would give it to all. */
export const accountMounts = (props: CompleteAgentPoolProps): VolumeMount[] => (marks(props) ? [ACCOUNT] : []);

export const accountVolumes = (props: CompleteAgentPoolProps): Volume[] =>
  marks(props)
    ? [
        {
          name: ACCOUNT.name,
          projected: {
            defaultMode: 0o440,
            sources: [
              { serviceAccountToken: { path: 'token', expirationSeconds: TOKEN_SECONDS } },
              { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
            ],
          },
        },
      ]
    : [];
