import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectOf } from '../config/project';
import { LEAST_TERRAFORM } from '../config/terraform-version';
import { EXIT } from '../operate/lib/exit-codes';
import { parseOptions } from '../operate/lib/parse-options';
import { runMain } from './lib/run-main';
import type { Ended } from './lib/run-to-end';
import { type StackFolder, stackFolders } from './lib/stack-json';
import { findTerraform, type Terraform, terraformRunner } from './lib/terraform';
import { withProgress } from './lib/with-progress';

const USAGE = `npm run validate
Validates every stack with the real providers: terraform (or tofu) init
-backend=false, then validate. Needs no sign-in and no state. The first run
downloads the providers.

  --help  shows this help

Exit code: 0 all stacks are valid, 1 one is not valid, 2 usage error, 3 stacks
could not be checked, for example because the registry of the providers can't be
reached.
`;

/** What was found about one stack. `unchecked` means that the providers could not be installed, so nothing is known. */
interface Result {
  readonly kind: 'valid' | 'invalid' | 'unchecked';
  readonly output: string;
}

async function check(terraform: Terraform, { folder }: StackFolder): Promise<Result> {
  const init = await terraform(folder, ['init', '-backend=false', '-input=false']);
  if (init.code !== 0) return { kind: isInvalid(init) ? 'invalid' : 'unchecked', output: outputOf(init) };
  const validate = await terraform(folder, ['validate']);
  return validate.code === 0 ? { kind: 'valid', output: '' } : { kind: 'invalid', output: outputOf(validate) };
}

const outputOf = ({ stdout, stderr }: Ended): string => stderr.trim() || stdout.trim();

/** What an init says of a stack that it can't read. It says everything else of providers, the registry and the network. */
const isInvalid = (init: Ended): boolean =>
  /configuration (is invalid|has errors)|problems with the configuration|Terraform encountered problems|OpenTofu encountered problems/i.test(
    outputOf(init),
  );

const ENDINGS = { valid: 'valid', invalid: 'not valid', unchecked: 'could not be checked' } as const;

/** Checks one stack after another, and prints the problems. All stacks need the same providers, so the first failure of an init ends this. */
async function checkAll(terraform: Terraform, stacks: readonly StackFolder[]): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const stack of stacks) {
    const result = await withProgress(
      `validate ${stack.name}`,
      () => check(terraform, stack),
      ({ kind }) => ENDINGS[kind],
    );
    results.push(result);
    if (result.kind === 'invalid') console.error(`${stack.name} is not valid:\n${result.output}`);
    if (result.kind === 'unchecked') {
      console.error(`the providers could not be installed:\n${result.output}`);
      break;
    }
  }
  return results;
}

async function main(args: readonly string[]): Promise<number> {
  parseOptions(args, {});
  const program = findTerraform(process.env);
  if (program === undefined)
    throw new Error(`terraform is missing: install it or OpenTofu, version ${LEAST_TERRAFORM} or later, and add it to PATH`);
  const outdir = resolve(projectOf(__dirname).root, process.env['CDKTF_OUTDIR'] || 'cdktf.out');
  // All stacks share one copy of each provider.
  const providers = process.env['TF_PLUGIN_CACHE_DIR'] || join(outdir, 'providers');
  mkdirSync(providers, { recursive: true });
  const stacks = stackFolders(outdir);
  const results = await checkAll(terraformRunner(program, { ...process.env, TF_PLUGIN_CACHE_DIR: providers }), stacks);

  const count = (kind: Result['kind']) => results.filter((result) => result.kind === kind).length;
  const unchecked = stacks.length - count('valid') - count('invalid');
  if (count('invalid') > 0) console.log(`${stacksAre(count('invalid'))} not valid`);
  if (unchecked > 0)
    console.log(`${stacksAre(unchecked)} not checked: it is not known whether ${unchecked === 1 ? 'it is' : 'they are'} valid`);
  if (count('valid') === stacks.length) console.log('all stacks are valid');
  if (count('invalid') > 0) return EXIT.finding;
  return unchecked > 0 ? EXIT.failed : EXIT.ok;
}

const stacksAre = (count: number): string => `${count} ${count === 1 ? 'stack is' : 'stacks are'}`;

runMain('validate', USAGE, main);
