import type { Trigger } from '../config/trigger';
import type { Alert } from './alert';
import type { Installation } from './installation';
import { scalerDeployment } from './scaler-alerts';

/** What a failed poll of KEDA means, by who answers it. @param trigger undefined: not known */
export function failedPoll(trigger: Trigger | undefined, { namespace, kedaNamespace, kedaTimeout }: Installation): FailedPoll {
  const scaler = scalerDeployment(namespace);
  const readKeda = `Read its log: kubectl logs --namespace ${kedaNamespace} deployment/keda-operator.`;
  if (trigger === 'azure-pipelines') {
    return {
      summary: 'KEDA cannot read the queue for ScaledJob {{ $labels.scaledJob }}: no agents are made',
      remedy: `${readKeda} A status of 401 or 203 means a wrong token, 429 too many calls; on a timeout raise ${kedaTimeout}.`,
    };
  }
  if (trigger === 'metrics-api') {
    return {
      summary: 'KEDA gets no number from the scaler for ScaledJob {{ $labels.scaledJob }}: no agents are made',
      remedy: `Is the scaler ready: kubectl get ${scaler}? It answers 503 while its reading of the queues is too old; its log says why: kubectl logs ${scaler}. If it is ready, KEDA can't reach it: see the check network-policy of npm run doctor, and the log of KEDA.`,
    };
  }
  return {
    summary: 'KEDA gets no number of jobs for ScaledJob {{ $labels.scaledJob }}: no agents are made',
    remedy: `${readKeda} With keda.trigger metrics-api it asks the scaler, which answers 503 while it can't read the queues: kubectl logs ${scaler}. With the other trigger it reads the queues itself: 401 or 203 means a wrong token, 429 too many calls; on a timeout raise ${kedaTimeout}.`,
  };
}

type FailedPoll = Pick<Alert, 'summary' | 'remedy'>;
