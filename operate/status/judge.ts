import { FIXED_NAMES } from '../../config/names';
import { entryProblems } from './judge-entry';
import type { Problem } from './problem';
import type { NodePoolState, Snapshot } from './snapshot';

/** What is wrong, the causes before their consequences. */
export function judge(snapshot: Snapshot): readonly Problem[] {
  return [
    ...missingProblems(snapshot),
    ...kedaProblems(snapshot),
    ...nodeProblems(snapshot),
    ...snapshot.entries.flatMap((entry) => entryProblems(entry, snapshot)),
  ];
}

/** Everything that could not be read, each reason once: one cause usually takes many parts with it. */
function missingProblems(snapshot: Snapshot): readonly Problem[] {
  const reasons = partsOf(snapshot).flatMap((part) => ('missing' in part ? part.missing : []));
  return [...new Set(reasons)].map((text) => ({ text: `not read: ${text}`, command: 'npm run doctor' }));
}

/** Whether there was any answer at all. */
export const isBlind = (snapshot: Snapshot): boolean => partsOf(snapshot).every((part) => 'missing' in part);

function partsOf({ keda, nodePools, entries }: Snapshot) {
  const ofEntries = entries.flatMap(({ queue, agents, scaledJob, decisions, pods, placeholder, image }) => [
    queue,
    agents,
    scaledJob,
    decisions,
    pods,
    placeholder,
    image,
  ]);
  return [keda, nodePools, ...ofEntries];
}

function kedaProblems({ keda, where }: Snapshot): readonly Problem[] {
  if ('missing' in keda) return [];
  if (keda.value === undefined)
    return [{ text: `KEDA is not installed in namespace ${where.kedaNamespace}: no job gets an agent`, command: 'npm run deploy' }];
  const { ready, wanted } = keda.value;
  if (ready > 0) return [];
  const why = wanted === 0 ? 'it is scaled to 0' : `0 of ${wanted} pods are ready`;
  const command = `kubectl describe deployment keda-operator --namespace ${where.kedaNamespace} --context ${where.context}`;
  return [{ text: `KEDA's operator does not run (${why}): no job gets an agent`, command }];
}

function nodeProblems({ nodePools, entries, where }: Snapshot): readonly Problem[] {
  if ('missing' in nodePools) return [];
  const command = `kubectl get nodes --label-columns kubernetes.azure.com/agentpool --context ${where.context}`;
  const lame = nodePools.value
    .filter(({ notReady }) => notReady > 0)
    .map(({ name, notReady }) => ({
      text: `node pool ${name}: ${notReady} ${notReady === 1 ? 'node is' : 'nodes are'} not ready`,
      command,
    }));
  const waiting = entries.flatMap(({ pods }) =>
    'missing' in pods ? [] : pods.value.filter(({ reason }) => reason?.startsWith('Unschedulable')),
  );
  const full =
    waiting.length === 0
      ? []
      : nodePools.value.filter(isForAgents).filter(({ ready, notReady, maximum = Infinity }) => ready + notReady >= maximum);
  const pods = waiting.length === 1 ? '1 pod waits' : `${waiting.length} pods wait`;
  return [
    ...lame,
    ...full.map(({ name, maximum }) => ({
      text: `node pool ${name} has all of its ${maximum} nodes and ${pods} for one (maxNodes)`,
      command,
    })),
  ];
}

/** Agents run on a node pool of their own if there is one. */
function isForAgents({ name }: NodePoolState, _: number, all: readonly NodePoolState[]): boolean {
  return name === (all.some((pool) => pool.name === FIXED_NAMES.agentNodePool) ? FIXED_NAMES.agentNodePool : FIXED_NAMES.nodePool);
}
