import { FIXED_NAMES } from '../../config/names';
import { onlyCheck } from '../lib/remedies';
import { scalerLogCommand } from '../lib/scaler-log';
import type { Problem } from './problem';
import type { EntryState, ScalerState, Snapshot, Where } from './snapshot';

/** What is wrong with the scaler itself. */
export function scalerProblems({ scaler, entries, where }: Pick<Snapshot, 'scaler' | 'entries' | 'where'>): readonly Problem[] {
  if (scaler === undefined || 'missing' in scaler) return [];
  if (scaler.value === undefined) return [{ text: 'the scaler is not deployed: no agents are made', command: where.commands.restore }];
  const { ready, wanted } = scaler.value;
  const command = commandFor(scaler.value, where);
  if (wanted === 0) return [{ text: 'the scaler is scaled to 0: no agents are made', command }];
  const why = whyOf(scaler.value);
  if (ready >= wanted) return undecided(entries).map((name) => ({ text: `${name}: the scaler decides nothing${why}`, command }));
  if (ready === 0) return [{ text: `the scaler is not ready (0 of ${wanted} pods): no agents are made${why}`, command }];
  return [{ text: `only ${ready} of ${wanted} pods of the scaler ${ready === 1 ? 'is' : 'are'} ready${why}`, command }];
}

/** Names of entries without a decision. The scaler logs the decisions of an entry while it can read its queue. */
const undecided = (entries: readonly EntryState[]): readonly string[] =>
  entries.filter(({ scaler }) => scaler !== undefined && 'value' in scaler && scaler.value === undefined).map(({ name }) => name);

const whyOf = ({ reason, failures }: ScalerState): string =>
  [...(reason === undefined ? failures : [reason])].map((text) => `: ${text}`).join('');

/** The log says why a pod that runs is not ready. */
const commandFor = ({ reason, wanted }: ScalerState, where: Where): string =>
  reason === undefined && wanted > 0
    ? scalerLogCommand(`--all-pods ${flags(where)}`)
    : `kubectl describe deployment ${FIXED_NAMES.scaler} ${flags(where)}`;

/** What the scaler may hold back jobs of. */
export interface HeldBack extends Pick<EntryState, 'name' | 'scaler' | 'scaledJobName'> {
  /** The option with the most pods and its value, such as "maxAgents (10)". */
  readonly most: string;
}

/** What the scaler holds back for an entry, and why. */
export function heldBackProblems({ name, scaler, most, scaledJobName }: HeldBack, where: Where): readonly Problem[] {
  if (scaler === undefined || 'missing' in scaler || scaler.value === undefined) return [];
  const { heldBack, reason } = scaler.value;
  const problems: readonly (Problem | undefined)[] = [
    heldBack.cannotStart === 0 && reason === undefined
      ? undefined
      : {
          text: `${name}: pods cannot start${reason === undefined ? '' : ` (${reason})`}${heldBack.cannotStart === 0 ? '' : `, and ${waiting(heldBack.cannotStart)} for them`}`,
          command: `kubectl describe jobs --selector scaledjob.keda.sh/name=${scaledJobName} ${flags(where)}`,
        },
    heldBack.parallelJobs === 0
      ? undefined
      : {
          text: `${name}: ${waiting(heldBack.parallelJobs)}, held back by the parallel jobs of the organisation (option parallelJobs)`,
          command: onlyCheck(where.commands.doctor, 'parallel-jobs'),
        },
    heldBack.maximum === 0
      ? undefined
      : { text: `${name}: ${waiting(heldBack.maximum)}, and ${most} is reached`, command: where.commands.doctor },
  ];
  return problems.filter((problem) => problem !== undefined);
}

const waiting = (count: number): string => (count === 1 ? '1 job waits' : `${count} jobs wait`);

const flags = ({ namespace, context }: Where): string => `--namespace ${namespace} --context ${context}`;
