import type { Colors } from '../lib/terminal';
import { durationText } from './duration-text';
import { type EntryRow, labelledRows, podsRow, scalerText, scalingRows, textOf } from './entry-rows';
import type { Part } from './part';
import type { AgentsState, EntryState, PlaceholderState, QueueState } from './snapshot';

/** One entry: a heading, and one or more lines for each of its parts. */
export function entryLines(entry: EntryState, takenAt: number, colors: Colors, columns: number): readonly string[] {
  const rows: readonly EntryRow[] = [
    ['queue', [textOf(entry.queue, queueText)]],
    ...(entry.scaler === undefined ? [] : [['scaler', [textOf(entry.scaler, (found) => scalerText(found, takenAt))]] as const]),
    ['agents', [textOf(entry.agents, (agents) => agentsText(agents, entry.maxAgents))]],
    podsRow(entry),
    ['placeholder', [placeholderText(entry.placeholder, entry.agents)]],
    ...scalingRows(entry, takenAt),
  ];
  const heading = colors.bold(entry.name) + colors.dim(`  agent pool ${entry.pool}, ScaledJob ${entry.scaledJobName}`);
  return [heading, ...labelledRows(rows, columns)];
}

function queueText({ queued, running, oldestQueuedAt, serverTime }: QueueState): string {
  const oldest =
    oldestQueuedAt === undefined || serverTime === undefined ? '' : ` (the oldest for ${durationText(serverTime - oldestQueuedAt)})`;
  return `${queued} queued${oldest}, ${running} running`;
}

const agentsText = ({ busy, idle, offline }: AgentsState, maxAgents: number): string =>
  `${busy} busy, ${idle} idle, ${offline} offline; at most ${maxAgents}`;

function placeholderText(deployed: Part<PlaceholderState | undefined>, agents: Part<AgentsState>): string {
  const pod = textOf(deployed, (state) => {
    if (state === undefined) return 'not deployed';
    if (state.wanted === 0) return 'scaled to 0';
    return state.ready > 0 ? 'pod ready' : `pod not ready${state.reason === undefined ? '' : ` (${state.reason})`}`;
  });
  const agent = textOf(agents, ({ placeholder }) => (placeholder === 'absent' ? 'not registered' : `registered, ${placeholder}`));
  return `${pod}; agent ${agent}`;
}
