import { WARN } from '../../config/timings';
import { lacksImage } from '../lib/cluster/pod-reason';
import { duration } from './duration';
import type { Problem } from './problem';
import type { EntryState, PodState, Snapshot, Where } from './snapshot';

/** A job that took more memory than its container may. */
const LACKS_MEMORY = /\bagent ended with \d+ \(OOMKilled\)/;

/** Pods that do not run, those with the same reason together. */
export function podProblems({ name, pods }: EntryState, { namespace, context }: Where, { takenAt }: Snapshot): readonly Problem[] {
  if ('missing' in pods) return [];
  const wrong = pods.value.flatMap((pod) => {
    const text = complaint(pod, takenAt);
    return text === undefined ? [] : [{ pod, text }];
  });
  const texts = [...new Set(wrong.map(({ text }) => text))];
  return texts.map((text) => {
    const [first, ...others] = wrong.filter((found) => found.text === text).map(({ pod }) => pod.name);
    const who = others.length === 0 ? `pod ${first}` : `pod ${first} and ${others.length} more`;
    return { text: `${name}: ${who}: ${text}`, command: `kubectl describe pod ${first} --namespace ${namespace} --context ${context}` };
  });
}

function complaint({ phase, reason, createdAt }: PodState, takenAt: number): string | undefined {
  const why = reason === undefined ? '' : `: ${reason}`;
  if (phase === 'Failed') return `failed${why}${reason !== undefined && LACKS_MEMORY.test(reason) ? ": raise the entry's memory" : ''}`;
  if (reason !== undefined && (lacksImage(reason) || reason.startsWith('CrashLoopBackOff') || reason.startsWith('CreateContainer')))
    return `${phase}${why}`;
  if (phase !== 'Pending' || createdAt === undefined || takenAt - createdAt <= WARN.podPending.milliseconds) return undefined;
  return `Pending since over ${duration(WARN.podPending.milliseconds)}${why}`;
}
