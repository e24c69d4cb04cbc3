import type { Alert } from './alerts';
import { series } from './metrics';

/** What only KEDA knows: whether it can ask for the queue, and whether it can make agents. */
export function kedaAlerts(): readonly Alert[] {
  return [
    {
      name: 'ScalerFails',
      expression: `sum by (scaledObject) (increase(${series('keda_scaler_detail_errors_total', 'type="scaledjob"')}[10m])) > 0`,
      forMinutes: 5,
      severity: 1,
      summary: 'KEDA cannot read the queue for ScaledJob {{ $labels.scaledObject }}: no agents are made',
      remedy:
        'Read its log: kubectl logs --namespace keda deployment/keda-operator. A status of 401 or 203 means a wrong token, 429 too many calls; on a timeout raise keda.httpTimeoutSeconds.',
    },
    {
      name: 'ScaledJobFails',
      expression: `sum by (scaledJob) (increase(${series('keda_scaled_job_errors_total')}[10m])) > 0`,
      forMinutes: 5,
      severity: 1,
      summary: 'KEDA cannot work with ScaledJob {{ $labels.scaledJob }}: no agents are made',
      remedy: 'See why: kubectl describe scaledjob --namespace <name>-agents, and kubectl logs --namespace keda deployment/keda-operator.',
    },
  ];
}
