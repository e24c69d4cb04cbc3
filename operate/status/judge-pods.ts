import { WARN } from '../../config/timings';
import { lacksImage } from '../lib/cluster/pod-reason';
import type { Circumstances } from './circumstances';
import { durationText } from './duration-text';
import type { Problem } from './problem';
import type { CommonState, PodState } from './snapshot';

/** The job used more memory than the limit of its container. */
const LACKS_MEMORY = /\b(agent|runner) ended with \d+ \(OOMKilled\)/;

/** The problems of pods that do not run: one for all pods with the same reason. */
export function podProblems(
  { name, pods }: Pick<CommonState, 'pods'> & { readonly name: string },
  { where, takenAt }: Pick<Circumstances, 'where' | 'takenAt'>,
): readonly Problem[] {
  if ('missing' in pods) return [];
  const wrong = pods.value.flatMap((pod) => {
    const text = problemText(pod, takenAt);
    return text === undefined ? [] : [{ pod, text }];
  });
  const texts = [...new Set(wrong.map(({ text }) => text))];
  return texts.map((text) => {
    const [first, ...others] = wrong.filter((found) => found.text === text).map(({ pod }) => pod.name);
    const which = others.length === 0 ? `pod ${first}` : `pod ${first} and ${others.length} more`;
    return {
      text: `${name}: ${which}: ${text}`,
      command: `kubectl describe pod ${first} --namespace ${where.namespace} --context ${where.context}`,
    };
  });
}

function problemText({ phase, reason, createdAt }: PodState, takenAt: number): string | undefined {
  const why = reason === undefined ? '' : `: ${reason}`;
  if (phase === 'Failed') return `failed${why}${reason !== undefined && LACKS_MEMORY.test(reason) ? ": raise the entry's memory" : ''}`;
  if (reason !== undefined && (lacksImage(reason) || reason.startsWith('CrashLoopBackOff') || reason.startsWith('CreateContainer')))
    return `${phase}${why}`;
  if (phase !== 'Pending' || createdAt === undefined || takenAt - createdAt <= WARN.podPending.milliseconds) return undefined;
  return `Pending for more than ${durationText(WARN.podPending.milliseconds)}${why}`;
}
