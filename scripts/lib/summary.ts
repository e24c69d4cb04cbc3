import { wrap } from '../../lib/wrap';
import type { StepOfOthers } from '../../operate/lib/steps-of-others';
import type { StackJson } from './stack-json';

/** An image of the deployment. */
export interface SummarizedImage {
  readonly title: string;
  readonly reference: string;
  readonly built: boolean;
}

/** What a synth produced. */
interface SynthResult {
  readonly stacks: readonly StackJson[];
  readonly images: readonly SummarizedImage[];
  /** The folder that the stacks were written to. */
  readonly outdir: string;
  /** The costs, in one sentence. */
  readonly cost: string;
  /** The calls to the service and their limit, in one sentence. */
  readonly calls: string;
  /** What the config leaves to others. @default none */
  readonly ofOthers?: readonly StepOfOthers[];
  /** Characters in a line. @default - of any length, as in a file */
  readonly columns?: number;
}

/** The summary after a synth: stacks, resources by type, the images, the costs, the calls to the service, and what to do next. */
export function summarize({ stacks, images, outdir, cost, calls, ofOthers = [], columns = Number.POSITIVE_INFINITY }: SynthResult): string {
  const folded = (start: string, text: string) => `${start}${wrap(text, columns - start.length, start.length)}`;
  const width = Math.max(...stacks.map(({ name }) => name.length));
  const lines = stacks.map(({ name, resource }) => folded(`  ${name.padEnd(width)}  `, resourceCount(resource)));
  return [
    `Wrote ${stacks.length} stacks to ${outdir}/stacks:`,
    '',
    ...lines,
    '',
    ...images.flatMap(imageLines),
    '',
    ...(ofOthers.length === 0 ? [] : [...othersLines(ofOthers), '']),
    folded('Cost: ', cost),
    '',
    folded('Calls: ', calls),
    '',
    'Next: npm run doctor        look for anything that would stop a deploy',
    '      npm run deploy        create or change them, after you approve the plan',
    '      npm run manifests     Kubernetes objects as YAML, for kubectl or GitOps',
  ].join('\n');
}

/** The commands are on one line each, however long, so that they can be copied. */
const othersLines = (steps: readonly StepOfOthers[]): readonly string[] => [
  'Left to others by the config (docs/bring-your-own.md):',
  ...steps.flatMap(({ what, command }) => [`- ${what}:`, `  ${command}`]),
];

function imageLines({ title, reference, built }: SummarizedImage): readonly string[] {
  const origin = built ? 'built from docker/ inside the registry, when its content changes' : 'exists already, so nothing is built';
  return [`${title}: ${reference}`, `${' '.repeat(title.length + 2)}${origin}`];
}

function resourceCount(resource: StackJson['resource']): string {
  const types = Object.entries(resource).map(([type, instances]) => [type, Object.keys(instances).length] as const);
  const total = types.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return 'nothing to do';
  const named = types.map(([type, count]) => (count === 1 ? type : `${count} ${type}`)).join(', ');
  return `${total} ${total === 1 ? 'resource' : 'resources'}: ${named}`;
}
