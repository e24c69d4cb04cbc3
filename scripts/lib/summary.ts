import type { StackJson } from './stack-json';

/** What a synth produced. */
interface SynthResult {
  readonly stacks: readonly StackJson[];
  readonly image: { readonly reference: string; readonly built: boolean };
  /** The folder that the stacks were written to. */
  readonly outdir: string;
  /** The costs, in one sentence. */
  readonly cost: string;
}

/** The summary after a synth: stacks, resources by type, the image, the costs, and what to do next. */
export function summarize({ stacks, image, outdir, cost }: SynthResult): string {
  const width = Math.max(...stacks.map(({ name }) => name.length));
  const lines = stacks.map(({ name, resource }) => `  ${name.padEnd(width)}  ${resourceCount(resource)}`);
  return [
    `Wrote ${stacks.length} stacks to ${outdir}/stacks:`,
    '',
    ...lines,
    '',
    `Agent image: ${image.reference}`,
    image.built
      ? '             built from docker/ inside the registry, when its content changes'
      : '             exists already, so nothing is built',
    '',
    `Cost: ${cost}`,
    '',
    'Next: npm run doctor        look for anything that would stop a deploy, and how to fix it',
    '      npm run deploy        create or change what the stacks describe, after a plan and your approval',
    '      npm run manifests     the Kubernetes objects as YAML, for kubectl or GitOps',
  ].join('\n');
}

function resourceCount(resource: StackJson['resource']): string {
  const types = Object.entries(resource).map(([type, instances]) => [type, Object.keys(instances).length] as const);
  const total = types.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return 'nothing to do';
  const named = types.map(([type, count]) => (count === 1 ? type : `${count} ${type}`)).join(', ');
  return `${total} ${total === 1 ? 'resource' : 'resources'}: ${named}`;
}
