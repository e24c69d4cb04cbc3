import type { V1Job } from '@kubernetes/client-node';
import { AGENT_LABELS } from '../variants/published-parts';

/** A Job whose only container prints the time, more precisely than Kubernetes notes it. */
export const bareJob = (name: string, image: string): V1Job => ({
  metadata: { name },
  spec: {
    backoffLimit: 0,
    template: {
      metadata: { labels: { ...AGENT_LABELS } },
      spec: {
        restartPolicy: 'Never',
        automountServiceAccountToken: false,
        containers: [
          { name: 'bare', image, imagePullPolicy: 'IfNotPresent', command: ['date', '+%s.%N'], resources: { requests: { cpu: '1m' } } },
        ],
      },
    },
  },
});

/** Name of the Job that has created a pod. */
export const jobOf = ({ metadata }: { readonly metadata?: { readonly labels?: Readonly<Record<string, string>> } }): string =>
  metadata?.labels?.['batch.kubernetes.io/job-name'] ?? '';

/** Seconds from the creation of a Job to the time that its container printed. @throws Error if it printed none */
export function startAfter(log: string, createdMs: number | undefined): number {
  const seconds = Number(log.trim() || Number.NaN) - (createdMs ?? Number.NaN) / 1000;
  if (Number.isNaN(seconds)) throw new Error(`a bare pod printed "${log.trim()}" instead of the time`);
  return seconds;
}
