import { wrap } from '../../lib/wrap';
import type { ScalerDecision } from '../lib/scaler-log';
import { durationText } from './duration-text';
import type { Part } from './part';
import type { CommonState, Decision, ImageState, PodState, ScaledJobState } from './snapshot';

/** A label, and one or more texts. */
export type EntryRow = readonly [string, readonly string[]];

/** Width of the labels. */
const LABEL = 13;

/** How many pods are named; the others are counted. */
const NAMED_PODS = 5;

/** Rows in two columns, in as many lines as they need. */
export const labelledRows = (rows: readonly EntryRow[], columns: number): readonly string[] =>
  rows.flatMap(([label, texts]) => texts.flatMap((text, row) => labelled(row === 0 ? label : '', text, columns)));

export const podsRow = ({ pods }: CommonState): EntryRow => ['pods', linesOf(pods, podLines)];

/** What KEDA has and does for an entry, and the image of its pods. */
export const scalingRows = ({ scaledJob, decisions, image }: CommonState, takenAt: number): readonly EntryRow[] => [
  ['ScaledJob', [textOf(scaledJob, scaledJobText)]],
  ['scaling', linesOf(decisions, (found) => decisionLines(found, takenAt))],
  ['image', [textOf(image, (found) => imageText(found, takenAt))]],
];

/** A text in its column, in as many lines as it needs. */
const labelled = (label: string, text: string, columns: number): readonly string[] =>
  `  ${label.padEnd(LABEL)}${wrap(text, columns - 2 - LABEL, 2 + LABEL)}`.split('\n');

/** A text, or that it was not read. */
export const textOf = <T>(part: Part<T>, text: (value: T) => string): string => ('missing' in part ? 'not read' : text(part.value));
const linesOf = <T>(part: Part<T>, texts: (value: T) => readonly string[]): readonly string[] =>
  'missing' in part ? ['not read'] : texts(part.value);

export const scalerText = (decision: ScalerDecision | undefined, takenAt: number): string =>
  decision === undefined ? 'no decision in its log' : `${decision.text} (${durationText(takenAt - decision.loggedAt)} ago)`;

function podLines(pods: readonly PodState[]): readonly string[] {
  if (pods.length === 0) return ['none'];
  const phases = [...new Set(pods.map(({ phase }) => phase))].sort();
  const counts = phases.map((phase) => `${pods.filter((pod) => pod.phase === phase).length} ${phase}`).join(', ');
  const explained = pods.filter(({ reason }) => reason !== undefined);
  const named = explained.slice(0, NAMED_PODS).map(({ name, phase, reason }) => `${name} ${phase}: ${reason}`);
  const more = explained.length - named.length;
  return [counts, ...named, ...(more > 0 ? [`and ${more} more`] : [])];
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
  const other = reference === configured ? '' : `; ${configured} is configured`;
  return `${reference}, ${ageText(age, takenAt)}${other}`;
}

function ageText(age: ImageState['age'], takenAt: number): string {
  if (age === undefined) return 'age unknown';
  return 'pushedAt' in age
    ? `pushed ${durationText(takenAt - age.pushedAt)} ago`
    : `in use for at least ${durationText(takenAt - age.inUseSince)}`;
}
