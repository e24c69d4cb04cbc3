import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import type { Config } from '../../config/types';
import { buildApp } from '../../stacks/build-app';

/** A Docker build context that never changes, so that the image tags in snapshots do not change either. */
export const IMAGE_CONTEXT = join(__dirname, 'image-context');

/** The Terraform JSON of one stack, as far as tests read it. */
export interface StackJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly [block: string]: unknown;
}

/** Synthesizes the whole program and returns every stack by name. */
export function synthApp(config: Config): Readonly<Record<string, StackJson>> {
  return inTemporaryFolder((outdir) => {
    withoutStackTraces(() => buildApp(config, { imageContext: IMAGE_CONTEXT, outdir }).synth());
    return readStacks(outdir);
  });
}

/** Synthesizes one stack with what a test puts into it. */
export function synthStack(fill: (stack: TerraformStack) => void): StackJson {
  return inTemporaryFolder((outdir) => {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, 'test');
    new LocalBackend(stack, { path: 'terraform.tfstate' });
    new AzurermProvider(stack, 'azurerm', { features: [{}] });
    new HelmProvider(stack, 'helm');
    new KubernetesProvider(stack, 'kubernetes');
    fill(stack);
    app.synth();
    return readStacks(outdir)['test'] as StackJson;
  });
}

/** Returns the only resource of a type. */
export function onlyResource(stack: StackJson, type: string): Readonly<Record<string, unknown>> {
  const found = Object.values(stack.resource?.[type] ?? {});
  expect(found).toHaveLength(1);
  return found[0] as Readonly<Record<string, unknown>>;
}

/** Lists the Kubernetes objects of a stack in native form. */
export function manifestsOf(stack: StackJson): readonly { readonly kind: string; readonly [field: string]: unknown }[] {
  return Object.values(stack.resource?.['kubernetes_manifest'] ?? {}).map((resource) => resource['manifest'] as { kind: string });
}

/** Reads every stack below an output folder. */
export function readStacks(outdir: string): Readonly<Record<string, StackJson>> {
  const manifest = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as {
    stacks: Record<string, { synthesizedStackPath: string }>;
  };
  const read = (path: string) => JSON.parse(readFileSync(join(outdir, path), 'utf8')) as StackJson;
  return Object.fromEntries(Object.entries(manifest.stacks).map(([name, stack]) => [name, read(stack.synthesizedStackPath)]));
}

/**
 * Runs `work` without formatting stack traces. cdktf takes the stack trace of every token, and Jest maps each one to its
 * sources, which takes half of the time of a synth. A thrown error keeps its stack trace, because Node.js formats a stack
 * trace only when it is first read.
 */
function withoutStackTraces(work: () => void): void {
  const { prepareStackTrace } = Error;
  try {
    Error.prepareStackTrace = () => '';
    work();
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}

function inTemporaryFolder<Result>(work: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'synth-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
