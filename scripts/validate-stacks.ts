import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectOf } from '../config/project';
import { runMain } from './lib/run-main';
import { type StackFolder, stackFolders } from './lib/stack-json';
import { findTerraform, type Terraform, terraformRunner } from './lib/terraform';
import { withProgress } from './lib/with-progress';

const USAGE = `npm run validate
Validates every stack with the real providers: terraform (or tofu) init -backend=false, then validate. No sign-in, no state.

Exit code: 0 all stacks are valid, 1 one is not, or providers could not be had.
`;

/** What is wrong with a stack, in Terraform's words; undefined when nothing is. */
async function problemOf(terraform: Terraform, { folder }: StackFolder): Promise<string | undefined> {
  for (const args of [['init', '-backend=false', '-input=false'], ['validate']]) {
    const { code, stdout, stderr } = await terraform(folder, args);
    if (code !== 0) return `terraform ${args[0]} failed:\n${stderr.trim() || stdout.trim()}`;
  }
  return undefined;
}

async function main(): Promise<number> {
  const program = findTerraform(process.env);
  if (program === undefined) throw new Error('terraform is missing: install version 1.11 or later, or OpenTofu, and put it on PATH');
  const outdir = resolve(projectOf(__dirname).root, process.env['CDKTF_OUTDIR'] || 'cdktf.out');
  // One copy of each provider instead of one for each stack.
  const providers = process.env['TF_PLUGIN_CACHE_DIR'] || join(outdir, 'providers');
  mkdirSync(providers, { recursive: true });
  const terraform = terraformRunner(program, { ...process.env, TF_PLUGIN_CACHE_DIR: providers });

  let wrong = 0;
  for (const stack of stackFolders(outdir)) {
    const problem = await withProgress(
      `validate ${stack.name}`,
      () => problemOf(terraform, stack),
      (found) => (found ? 'not valid' : 'valid'),
    );
    if (problem === undefined) continue;
    wrong++;
    console.error(problem);
  }
  console.log(wrong === 0 ? 'all stacks are valid' : `${wrong} ${wrong === 1 ? 'stack is' : 'stacks are'} not valid`);
  return wrong === 0 ? 0 : 1;
}

runMain(USAGE, main);
