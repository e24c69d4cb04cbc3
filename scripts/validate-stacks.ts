import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectOf } from '../config/project';
import { runMain } from './lib/run-main';
import { type StackFolder, stackFolders } from './lib/stack-json';
import { findTerraform, type Terraform, terraformRunner } from './lib/terraform';
import { withProgress } from './lib/with-progress';

const USAGE = `npm run validate
Validates every stack with the real providers: terraform (or tofu) init -backend=false, then validate. Needs no sign-in
and no state.

Exit code: 0 all stacks are valid, 1 one is not, or the providers could not be installed.
`;

/** The error of Terraform for a stack; undefined if the stack is valid. */
async function problemOf(terraform: Terraform, { folder }: StackFolder): Promise<string | undefined> {
  for (const args of [['init', '-backend=false', '-input=false'], ['validate']]) {
    const { code, stdout, stderr } = await terraform(folder, args);
    if (code !== 0) return `terraform ${args[0]} failed:\n${stderr.trim() || stdout.trim()}`;
  }
  return undefined;
}

async function main(): Promise<number> {
  const program = findTerraform(process.env);
  if (program === undefined) throw new Error('terraform is missing: install version 1.11 or later, or OpenTofu, and add it to PATH');
  const outdir = resolve(projectOf(__dirname).root, process.env['CDKTF_OUTDIR'] || 'cdktf.out');
  // All stacks share one copy of each provider.
  const providers = process.env['TF_PLUGIN_CACHE_DIR'] || join(outdir, 'providers');
  mkdirSync(providers, { recursive: true });
  const terraform = terraformRunner(program, { ...process.env, TF_PLUGIN_CACHE_DIR: providers });

  let invalid = 0;
  for (const stack of stackFolders(outdir)) {
    const problem = await withProgress(
      `validate ${stack.name}`,
      () => problemOf(terraform, stack),
      (found) => (found ? 'not valid' : 'valid'),
    );
    if (problem === undefined) continue;
    invalid++;
    console.error(problem);
  }
  console.log(invalid === 0 ? 'all stacks are valid' : `${invalid} ${invalid === 1 ? 'stack is' : 'stacks are'} not valid`);
  return invalid === 0 ? 0 : 1;
}

runMain(USAGE, main);
