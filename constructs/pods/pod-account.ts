import type { EnvVar, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import { ACCOUNT_FILES, FOLDERS } from '../../config/pod-contract';
import { TAKEN_CONDITION } from '../../config/taken-condition';
import type { EntryProps } from './entry-props';

const ACCOUNT: VolumeMount = { name: 'account', mountPath: FOLDERS.account, readOnly: true };

/** The lifetime that the API server gives to its own volumes of this kind. The kubelet renews the token long before it ends. */
const TOKEN_SECONDS = 3607;

/** The registrar marks its pod as taken if KEDA reads that condition. Otherwise the registrar gets no access to Kubernetes. */
const marks = ({ scaling }: EntryProps): boolean => scaling.pendingPodConditions.includes(TAKEN_CONDITION);

export const kubernetesNamespace = (props: EntryProps): EnvVar[] =>
  marks(props) ? [{ name: 'AZP_NAMESPACE', value: props.namespace }] : [];

/** The token of the service account, for the one container that may have it. Automounting would give it to all containers. */
export const accountMounts = (props: EntryProps): VolumeMount[] => (marks(props) ? [ACCOUNT] : []);

export const accountVolumes = (props: EntryProps): Volume[] =>
  marks(props)
    ? [
        {
          name: ACCOUNT.name,
          projected: {
            defaultMode: 0o440,
            sources: [
              { serviceAccountToken: { path: ACCOUNT_FILES.token, expirationSeconds: TOKEN_SECONDS } },
              { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: ACCOUNT_FILES.authority }] } },
            ],
          },
        },
      ]
    : [];
