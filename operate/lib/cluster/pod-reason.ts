import type { Pod } from './objects';

/** Why a pod does not run, or why its containers failed; undefined if nothing is wrong. */
export function podReason({ status, spec }: Pod): string | undefined {
  const unscheduled = status.conditions.find((condition) => condition.type === 'PodScheduled' && condition.status === 'False');
  if (unscheduled) return joined(unscheduled.reason ?? 'not scheduled', short(unscheduled.message));
  const containers = [...status.initContainerStatuses, ...status.containerStatuses];
  // Some reasons only mean that a container waits for another one.
  const waiting = containers
    .filter(({ state: { waiting } }) => waiting?.reason !== undefined && !isPlainWaiting(waiting.reason))
    .map(({ name, state, lastState }) => ({ ...state.waiting, last: ending(name, lastState.terminated) }))[0];
  if (waiting) return [joined(waiting.reason ?? '', short(waiting.message)), waiting.last].filter(Boolean).join('; ');
  const endings = containers.flatMap(({ name, state }) => ending(name, state.terminated) ?? []);
  if (status.phase === 'Failed') return joined(status.reason ?? endings.join(', '), short(status.message)) || undefined;
  if (status.phase === 'Running') return [...endings, ...containers.flatMap(killedBefore)].join(', ') || undefined;
  // After success, a sidecar's exit code is ignored. A process killed for its memory is still reported.
  if (status.phase === 'Succeeded') return endings.filter((text) => text.includes(OOM_KILLED)).join(', ') || undefined;
  if (status.phase !== 'Pending') return undefined;
  return containers.some(({ state }) => state.waiting !== undefined) ? `ContainerCreating on ${spec.nodeName ?? 'no node'}` : undefined;
}

type ContainerStatus = Pod['status']['containerStatuses'][number];

/** Reasons that add nothing to the exit code. */
const PLAIN_ENDINGS: readonly (string | undefined)[] = ['Error', 'Completed', undefined];

/** Reasons whose message comes from the container runtime. With any other reason the container may have written the message. */
const RUNTIME_ENDINGS: readonly (string | undefined)[] = ['StartError', 'ContainerCannotRun'];

/** How a container ended, with the kubelet's reason, such as OOMKilled; undefined if it runs, or ended without an error. */
function ending(name: string, terminated: ContainerStatus['state']['terminated']): string | undefined {
  if (terminated === undefined || (terminated.exitCode === 0 && terminated.reason !== OOM_KILLED)) return undefined;
  const { exitCode, reason, message } = terminated;
  const said = joined(reason ?? '', RUNTIME_ENDINGS.includes(reason) ? short(message) : '');
  return PLAIN_ENDINGS.includes(reason) ? `${name} ended with ${exitCode}` : `${name} ended with ${exitCode} (${said})`;
}

/** The kernel killed a process of the container because the container used more memory than its limit. */
const OOM_KILLED = 'OOMKilled';

/** A container that was restarted after it used too much memory: it will use too much again. */
function killedBefore({ name, restartCount, lastState }: ContainerStatus): readonly string[] {
  if (lastState.terminated?.reason !== OOM_KILLED) return [];
  return [`${name} was started again after ${OOM_KILLED} (${restartCount} ${restartCount === 1 ? 'restart' : 'restarts'})`];
}

/** Whether the kubelet can't pull the image. */
export const lacksImage = (reason: string): boolean =>
  /^(ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull|ImageInspectError)\b/.test(reason);

const isPlainWaiting = (reason: string): boolean => ['ContainerCreating', 'PodInitializing'].includes(reason);

const joined = (reason: string, message: string): string => (message === '' ? reason : `${reason}: ${message}`);

/** The first sentence. After it, the scheduler explains preemption and the kubelet repeats itself. */
function short(message = ''): string {
  const [first = ''] = message.split(/\. |\n/);
  const text = first.replace(/\.$/, '');
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}
