import { wrap } from '../../lib/wrap';
import type { ScalerDecision } from '../lib/scaler-log';
import type { Colors } from '../lib/terminal';
import { durationText } from './duration-text';
import type { Part } from './part';
import type { AgentsState, Decision, EntryState, ImageState, PlaceholderState, PodState, QueueState, ScaledJobState } from './snapshot';

/** Width of the labels. */
const LABEL = 13;

/** How many pods are named; the others are counted. */
const NAMED_PODS = 5;

/** One entry: a heading, and one or more lines for each of its parts. */
export function entryLines(entry: EntryState, takenAt: number, colors: Colors, columns: number): readonly string[] {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['queue', [textOf(entry.queue, queueText)]],
    ...(entry.scaler === undefined ? [] : [['scaler', [textOf(entry.scaler, (found) => scalerText(found, takenAt))]] as const]),
    ['agents', [textOf(entry.agents, (agents) => agentsText(agents, entry.maxAgents))]],
    ['pods', linesOf(entry.pods, podLines)],
    ['placeholder', [placeholderText(entry.placeholder, entry.agents)]],
    ['ScaledJob', [textOf(entry.scaledJob, scaledJobText)]],
    ['scaling', linesOf(entry.decisions, (decisions) => decisionLines(decisions, takenAt))],
    ['image', [textOf(entry.image, (image) => imageText(image, takenAt))]],
  ];
  const heading = colors.bold(entry.name) + colors.dim(`  agent pool ${entry.pool}, ScaledJob ${entry.scaledJobName}`);
  return [heading, ...rows.flatMap(([label, texts]) => texts.flatMap((text, row) => labelled(row === 0 ? label : '', text, columns)))];
}

/** A text in its column, in as many lines as it needs. */
const labelled = (label: string, text: string, columns: number): readonly string[] =>
  `  ${label.padEnd(LABEL)}${wrap(text, columns - 2 - LABEL, 2 + LABEL)}`.split('\n');

const textOf = <T>(part: Part<T>, text: (value: T) => string): string => ('missing' in part ? 'not read' : text(part.value));
const linesOf = <T>(part: Part<T>, texts: (value: T) => readonly string[]): readonly string[] =>
  'missing' in part ? ['not read'] : texts(part.value);

function queueText({ queued, running, oldestQueuedAt, serverTime }: QueueState): string {
  const oldest =
    oldestQueuedAt === undefined || serverTime === undefined ? '' : ` (the oldest for ${durationText(serverTime - oldestQueuedAt)})`;
  return `${queued} queued${oldest}, ${running} running`;
}

const scalerText = (decision: ScalerDecision | undefined, takenAt: number): string =>
  decision === undefined ? 'no decision in its log' : `${decision.text} (${durationText(takenAt - decision.loggedAt)} ago)`;

const agentsText = ({ busy, idle, offline }: AgentsState, maxAgents: number): string =>
  `${busy} busy, ${idle} idle, ${offline} offline; at most ${maxAgents}`;

function podLines(pods: readonly PodState[]): readonly string[] {
  if (pods.length === 0) return ['none'];
  const phases = [...new Set(pods.map(({ phase }) => phase))].sort();
  const counts = phases.map((phase) => `${pods.filter((pod) => pod.phase === phase).length} ${phase}`).join(', ');
  const explained = pods.filter(({ reason }) => reason !== undefined);
  const named = explained.slice(0, NAMED_PODS).map(({ name, phase, reason }) => `${name} ${phase}: ${reason}`);
  const more = explained.length - named.length;
  return [counts, ...named, ...(more > 0 ? [`and ${more} more`] : [])];
}

function placeholderText(deployed: Part<PlaceholderState | undefined>, agents: Part<AgentsState>): string {
  const pod = textOf(deployed, (state) => {
    if (state === undefined) return 'not deployed';
    if (state.wanted === 0) return 'scaled to 0';
    return state.ready > 0 ? 'pod ready' : `pod not ready${state.reason === undefined ? '' : ` (${state.reason})`}`;
  });
  const agent = textOf(agents, ({ placeholder }) => (placeholder === 'absent' ? 'not registered' : `registered, ${placeholder}`));
  return `${pod}; agent ${agent}`;
}

function scaledJobText(state: ScaledJobState | undefined): string {
  if (state === undefined) return 'does not exist';
  const conditions = state.conditions
    .filter(({ type }) => type !== 'Fallback' && type !== 'Paused')
    .map(({ type, status, reason }) => `${type} ${status}${reason === '' ? '' : ` (${reason})`}`);
  return [...(state.isPaused ? ['paused'] : []), ...conditions].join(', ') || 'not reconciled by KEDA yet';
}

const decisionLines = (decisions: readonly Decision[], takenAt: number): readonly string[] =>
  decisions.length === 0
    ? ['nothing in the last hour']
    : decisions.map(({ at, text, isWarning }) => `${`${durationText(takenAt - at)} ago`.padEnd(12)} ${isWarning ? '! ' : ''}${text}`);

function imageText(image: ImageState | undefined, takenAt: number): string {
  if (image === undefined) return 'unknown: the ScaledJob does not exist';
  const { reference, configured, age } = image;
  const other = reference === configured ? '' : `; the config would deploy ${configured}`;
  return `${reference}, ${ageText(age, takenAt)}${other}`;
}

function ageText(age: ImageState['age'], takenAt: number): string {
  if (age === undefined) return 'age unknown';
  return 'pushedAt' in age
    ? `pushed ${durationText(takenAt - age.pushedAt)} ago`
    : `in use for at least ${durationText(takenAt - age.inUseSince)}`;
}
