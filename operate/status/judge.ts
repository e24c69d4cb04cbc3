import { FIXED_NAMES } from '../../config/names';
import { entryProblems } from './judge-entry';
import { runnerPoolProblems } from './judge-runner-pool';
import { scalerProblems } from './judge-scaler';
import type { Limits } from './limits';
import type { Part } from './part';
import type { Problem } from './problem';
import type { NodePoolState, Snapshot, Where } from './snapshot';

/** What is wrong, causes before their consequences. */
export function judge(snapshot: Snapshot, limits: Limits): readonly Problem[] {
  const { where, takenAt, entries, runnerPools } = snapshot;
  return [
    ...releaseProblems(where),
    ...unreadProblems(snapshot),
    ...kedaProblems(snapshot),
    ...scalerProblems(snapshot),
    ...nodeProblems(snapshot),
    ...entries.flatMap((entry) => entryProblems(entry, { where, takenAt, limits })),
    ...runnerPools.flatMap((entry) => runnerPoolProblems(entry, { where, takenAt })),
  ];
}

/** A release whose last upgrade or rollback did not end well has objects of two revisions. */
function releaseProblems({ release }: Where): readonly Problem[] {
  if (release?.newer === undefined) return [];
  const { name, revision, newer, history } = release;
  const text = `revision ${newer.revision} of Helm release ${name} is ${newer.status}, and this compares with revision ${revision}, which is deployed`;
  return [{ text, command: history }];
}

/** What could not be read, each reason once: one cause usually affects many parts. */
function unreadProblems(snapshot: Snapshot): readonly Problem[] {
  const reasons = allParts(snapshot).flatMap((part) => ('missing' in part ? part.missing : []));
  return [...new Set(reasons)].map((text) => ({ text: `not read: ${text}`, command: snapshot.where.commands.doctor }));
}

/** Whether nothing at all could be read. */
export const isBlind = (snapshot: Snapshot): boolean => allParts(snapshot).every((part) => 'missing' in part);

const allParts = ({ keda, scaler, nodePools, entries, runnerPools }: Snapshot): readonly Part<unknown>[] => [
  keda,
  ...(scaler === undefined ? [] : [scaler]),
  nodePools,
  ...entries.flatMap(({ queue, scaler: decision, agents, scaledJob, decisions, pods, placeholder, image }) => [
    queue,
    ...(decision === undefined ? [] : [decision]),
    agents,
    scaledJob,
    decisions,
    pods,
    placeholder,
    image,
  ]),
  ...runnerPools.flatMap(({ scaler: decision, session, runners, scaledJob, decisions, pods, image }) => [
    decision,
    session,
    ...(runners === undefined ? [] : [runners]),
    scaledJob,
    decisions,
    pods,
    image,
  ]),
];

function kedaProblems({ keda, where }: Snapshot): readonly Problem[] {
  if ('missing' in keda) return [];
  if (keda.value === undefined)
    return [{ text: `KEDA is not installed in namespace ${where.kedaNamespace}: no job gets an agent`, command: where.commands.keda }];
  const { ready, wanted } = keda.value;
  if (ready > 0) return [];
  const why = wanted === 0 ? 'it is scaled to 0' : `0 of ${wanted} pods are ready`;
  const command = `kubectl describe deployment ${FIXED_NAMES.kedaOperator} --namespace ${where.kedaNamespace} --context ${where.context}`;
  return [{ text: `KEDA's operator does not run (${why}): no job gets an agent`, command }];
}

function nodeProblems({ nodePools, entries, runnerPools, where }: Snapshot): readonly Problem[] {
  if ('missing' in nodePools) return [];
  const command = `kubectl get nodes --label-columns kubernetes.azure.com/agentpool --context ${where.context}`;
  const notReady = nodePools.value
    .filter((nodePool) => nodePool.notReady > 0)
    .map(({ name, notReady: count }) => `node pool ${name}: ${count} ${count === 1 ? 'node is' : 'nodes are'} not ready`);
  const waiting = [...entries, ...runnerPools].flatMap(({ pods }) =>
    'missing' in pods ? [] : pods.value.filter(({ reason }) => reason?.startsWith('Unschedulable')),
  ).length;
  const full = waiting === 0 ? [] : forAgents(nodePools.value).filter(isFull);
  const pods = waiting === 1 ? '1 pod waits' : `${waiting} pods wait`;
  const atMaximum = full.map(({ name, maximum }) => `node pool ${name} has all of its ${maximum} nodes and ${pods} for one (maxNodes)`);
  return [...notReady, ...atMaximum].map((text) => ({ text, command }));
}

const isFull = ({ ready, notReady, maximum = Number.POSITIVE_INFINITY }: NodePoolState): boolean => ready + notReady >= maximum;

/** The node pool that agents run on: their own if there is one. */
function forAgents(nodePools: readonly NodePoolState[]): readonly NodePoolState[] {
  const own = nodePools.filter(({ name }) => name === FIXED_NAMES.agentNodePool);
  return own.length > 0 ? own : nodePools.filter(({ name }) => name === FIXED_NAMES.nodePool);
}
