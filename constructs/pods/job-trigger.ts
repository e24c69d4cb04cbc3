import { numberUrl } from '../../config/scaler-address';
import { NUMBERS } from '../../config/timings';
import type { PolledPodObjects } from '../../providers/contract/pod-objects';
import type { ScaledJobObject } from '../keda/keda-types';
import type { EntryProps } from './entry-props';

/** Whom KEDA polls for an entry, and how often. */
export interface JobTrigger {
  readonly pollingInterval: number;
  /** The container whose variables the trigger reads. */
  readonly source: Pick<ScaledJobObject['spec'], 'envSourceContainerName'>;
  readonly trigger: ScaledJobObject['spec']['triggers'][number];
}

/** The properties of an entry whose service KEDA polls. */
interface PolledProps {
  readonly pollingSeconds: number;
  readonly provided: Pick<PolledPodObjects, 'trigger'>;
}

/** The trigger of KEDA itself for the service, with the sign-in that it needs. */
export const providerTrigger = ({ pollingSeconds, provided }: PolledProps, triggerAuthenticationName: string): JobTrigger => ({
  pollingInterval: pollingSeconds,
  source: { envSourceContainerName: 'agent' },
  trigger: { ...provided.trigger, authenticationRef: { name: triggerAuthenticationName } },
});

/** The trigger for the scaler, which needs no credential. See docs/decisions/0037. */
export const scalerTrigger = ({ objectName, namespace }: Pick<EntryProps, 'objectName' | 'namespace'>): JobTrigger => ({
  pollingInterval: NUMBERS.poll.seconds,
  source: {},
  trigger: {
    type: 'metrics-api',
    metadata: {
      url: numberUrl(namespace, objectName),
      valueLocation: 'value',
      targetValue: '1',
      timeout: `${NUMBERS.answer.milliseconds}ms`,
      // KEDA polls every replica that is ready and takes the largest number. It ignores replicas that fail, unless all do.
      aggregateFromKubeServiceEndpoints: 'true',
      aggregationType: 'max',
    },
  },
});
