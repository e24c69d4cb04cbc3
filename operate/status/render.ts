import { wrap } from '../../lib/wrap';
import type { Colors } from '../lib/terminal';
import type { Part } from './part';
import type { Problem } from './problem';
import { entryLines } from './render-entry';
import { runnerPoolLines } from './render-runner-pool';
import type { ScalerState, Snapshot, Where } from './snapshot';

/** The lines of one screen, problems first. @param columns characters in a line; commands to copy may be longer */
export function render(
  snapshot: Snapshot,
  problems: readonly Problem[],
  colors: Colors,
  columns = Number.POSITIVE_INFINITY,
): readonly string[] {
  const { where, takenAt, entries, runnerPools } = snapshot;
  const urls = [where.organizationUrl, where.gitHubUrl].filter((url) => url !== undefined);
  return [
    colors.bold(`${where.deployment}${releaseText(where)} on ${where.context}, ${urls.join(', ')}`) +
      colors.dim(`  ${new Date(takenAt).toISOString().slice(0, 19)}Z`),
    '',
    ...verdict(problems, colors, columns),
    '',
    ...entries.flatMap((entry) => [...entryLines(entry, takenAt, colors, columns), '']),
    ...runnerPools.flatMap((entry) => [...runnerPoolLines(entry, takenAt, colors, columns), '']),
    ...clusterLines(snapshot, colors),
  ];
}

const releaseText = ({ release }: Where): string =>
  release === undefined ? '' : ` (revision ${release.revision} of Helm release ${release.name}, chart ${release.chartVersion})`;

function verdict(problems: readonly Problem[], colors: Colors, columns: number): readonly string[] {
  if (problems.length === 0) return [colors.green('Nothing is wrong.')];
  return problems.flatMap(({ text, command }) => [
    ...`✗ ${wrap(text, columns - 2, 2)}`.split('\n').map((line) => colors.red(line)),
    colors.dim(`  ${command}`),
  ]);
}

function clusterLines({ nodePools, keda, scaler }: Snapshot, colors: Colors): readonly string[] {
  const nodes =
    'missing' in nodePools
      ? 'not read'
      : nodePools.value
          .map(
            ({ name, ready, notReady, maximum }) =>
              `${name} ${ready + notReady}${maximum === undefined ? '' : ` of at most ${maximum}`}${notReady ? `, ${notReady} not ready` : ''}`,
          )
          .join('; ');
  const operator =
    'missing' in keda
      ? 'not read'
      : keda.value === undefined
        ? 'not installed'
        : `operator ${keda.value.ready} of ${keda.value.wanted} ready`;
  return [
    colors.bold('cluster'),
    `  nodes        ${nodes}`,
    `  KEDA         ${operator}`,
    ...(scaler === undefined ? [] : [`  scaler       ${scalerText(scaler)}`]),
  ];
}

function scalerText(scaler: Part<ScalerState | undefined>): string {
  if ('missing' in scaler) return 'not read';
  if (scaler.value === undefined) return 'not deployed';
  const { ready, wanted, failures } = scaler.value;
  return [`${ready} of ${wanted} ready`, ...failures].join('; ');
}
