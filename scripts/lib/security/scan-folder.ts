import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubernetesVersionOf } from '../../../config/own-node-pools';
import type { Config } from '../../../config/types';
import { buildApp } from '../../../stacks/build-app';
import { kubernetesObjects } from '../kubernetes-objects';
import { readStacks, type StackJson } from '../stack-json';
import { writeYamlFolder } from '../write-yaml-folder';
import { asPlan } from './as-plan';
import type { NameObject } from './finding';
import { generalName } from './general-name';
import { jobsForScanners } from './jobs-for-scanners';

/** The files of one config that scanners read. */
export interface ScanFolder {
  /** A file for each stack, and a folder with the manifests. The caller deletes it. */
  readonly folder: string;
  /** Paths of the manifests. */
  readonly manifests: readonly string[];
  readonly kubernetesVersion: string;
  readonly nameOf: NameObject;
}

/** Synthesizes a config and writes the files for scanners: the stacks as plans in JSON, the objects of all stacks as YAML. */
export function writeScanFolder(config: Config, imageContext: string): ScanFolder {
  const folder = mkdtempSync(join(tmpdir(), 'lint-security-'));
  const stacks = synthesize(config, imageContext);
  for (const stack of stacks) writeFileSync(join(folder, `${stack.name}.json`), JSON.stringify(asPlan(stack), null, 2));
  const objects = jobsForScanners(stacks.flatMap(kubernetesObjects));
  const manifests = join(folder, 'manifests');
  const files = writeYamlFolder(manifests, config.name, objects);

  const names = new Map(objects.map(({ kind, metadata }, index) => [files[index], `${kind}/${generalName(metadata.name ?? '', config)}`]));
  return {
    folder,
    manifests: files.map((file) => join(manifests, file)),
    kubernetesVersion: kubernetesVersionOf(config),
    nameOf: (file) => names.get(file) ?? file,
  };
}

function synthesize(config: Config, imageContext: string): readonly StackJson[] {
  const outdir = mkdtempSync(join(tmpdir(), 'lint-security-synth-'));
  try {
    buildApp(config, { imageContext, outdir }).synth();
    return readStacks(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
