import { median } from '../measure';
import type { ResidentMemory } from './usage';

/** Processor seconds of one run, by container. */
export type CpuRun = Readonly<Record<string, number>>;

export interface Figures {
  readonly own: readonly CpuRun[];
  readonly tutorial: readonly CpuRun[];
  readonly idle: readonly ResidentMemory[];
}

/** Renders the figures: median, lowest and highest of each. */
export function renderFigures({ own, tutorial, idle }: Figures): string {
  const difference = own.map((run, index) => total(run) - total(tutorial[index] ?? {}));
  const memory = (title: string, part: keyof ResidentMemory) =>
    row(
      title,
      idle.map((each) => each[part]),
      1,
    );
  return [
    'CPU seconds from the start of the containers to the first step of the job',
    row('this project', own.map(total)),
    ...Object.keys(own[0] ?? {}).map((name) =>
      row(
        `  container ${name}`,
        own.map((run) => run[name] ?? 0),
      ),
    ),
    row("the tutorial's script", tutorial.map(total)),
    row("above the tutorial's script", difference),
    '',
    'MiB of the container registrar while its agent waits for a job',
    memory('resident', 'all'),
    memory('  shared pages divided', 'proportional'),
    memory('  its own', 'own'),
  ].join('\n');
}

const total = (run: CpuRun): number => Object.values(run).reduce((sum, seconds) => sum + seconds, 0);

function row(title: string, values: readonly number[], digits = 2): string {
  const [middle, low, high] = [median(values), Math.min(...values), Math.max(...values)].map((value) => value.toFixed(digits));
  return `${title.padEnd(34)}${String(middle).padStart(8)}   (${low} to ${high})`;
}
