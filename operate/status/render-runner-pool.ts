import type { Colors } from '../lib/terminal';
import { type EntryRow, labelledRows, podsRow, scalerText, scalingRows, textOf } from './entry-rows';
import type { RunnerPoolState, RunnersState, SessionState } from './snapshot';

/** One runner pool: a heading, and one or more lines for each of its parts. */
export function runnerPoolLines(entry: RunnerPoolState, takenAt: number, colors: Colors, columns: number): readonly string[] {
  const rows: readonly EntryRow[] = [
    ['scaler', [textOf(entry.scaler, (found) => scalerText(found, takenAt))]],
    ['session', [textOf(entry.session, sessionText)]],
    ['runners', [runnersText(entry)]],
    podsRow(entry),
    ...scalingRows(entry, takenAt),
  ];
  const heading = colors.bold(entry.name) + colors.dim(`  scale set ${entry.scaleSet}, ScaledJob ${entry.scaledJobName}`);
  return [heading, ...labelledRows(rows, columns)];
}

const sessionText = ({ heldBy, isOpenElsewhere }: SessionState): string =>
  heldBy === undefined ? (isOpenElsewhere ? 'open elsewhere' : 'not open') : `with ${heldBy}`;

function runnersText({ runners, maxRunners }: RunnerPoolState): string {
  const most = `at most ${maxRunners}`;
  if (runners === undefined) return `not asked: neither TF_VAR_github_key nor TF_VAR_github_token is set; ${most}`;
  return textOf(runners, ({ busy, idle, offline }: RunnersState) => `${busy} busy, ${idle} idle, ${offline} offline; ${most}`);
}
