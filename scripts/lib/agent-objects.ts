import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namesOf } from '../../config/names';
import type { Config } from '../../config/types';
import type { NativeObject } from '../../constructs/kubernetes/kubernetes-object';
import { buildApp } from '../../stacks/build-app';
import { kubernetesObjects } from './kubernetes-objects';
import { readStacks } from './stack-json';

/**
 * The objects of the agents stack, in the order in which they can be applied, without the Secret. They are read from the
 * Terraform JSON, so that both ways of deploying have the same objects.
 */
export function agentObjects(config: Config, imageContext: string): readonly NativeObject[] {
  const outdir = mkdtempSync(join(tmpdir(), 'agent-objects-'));
  try {
    buildApp(config, { imageContext, outdir }).synth();
    const agents = namesOf(config).stacks.agents;
    return readStacks(outdir)
      .filter(({ name }) => name === agents)
      .flatMap(kubernetesObjects);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
