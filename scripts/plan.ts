import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadConfig } from '../config/load';
import { projectOf } from '../config/project';
import { parseOptions } from '../operate/lib/parse-options';
import { terraformProgram } from '../operate/lib/requirements/terraform';
import { planNotes } from './lib/plan-notes';
import { planStack, type StackPlan } from './lib/plan-stack';
import { planExitCode, planLine, planMarkdown, planText } from './lib/plan-summary';
import { requireWorkstation } from './lib/require-workstation';
import { runMain } from './lib/run-main';
import { type StackFolder, stackFolders } from './lib/stack-json';
import { type Terraform, terraformRunner } from './lib/terraform';
import { withProgress } from './lib/with-progress';

const USAGE = `npm run plan [-- OPTIONS]
Shows what a deploy would change in each stack. Changes nothing, takes no lock,
and prints addresses but never values.

  --markdown FILE  also writes the plan as Markdown, for a comment
  --json           prints the plan as JSON
  --help           shows this help

Exit code: 0 no changes, 1 an error, 2 changes. A stack that can't be planned
until another is deployed is listed as such, and counts as a change.
`;

/** Terraform needs values for these variables, and checks their form. A plan neither stores nor sends them. */
const NO_SECRETS = {
  TF_VAR_azp_token: 'no-token-in-a-plan',
  TF_VAR_github_key: '-----BEGIN PRIVATE KEY-----\nno+key+in+a+plan\n-----END PRIVATE KEY-----',
  TF_VAR_github_token: 'no-token-in-a-plan',
};

/** Plans one stack after another. Prints the output of Terraform on stderr if a plan fails. */
async function planAll(terraform: Terraform, stacks: readonly StackFolder[]): Promise<readonly StackPlan[]> {
  const plans: StackPlan[] = [];
  for (const stack of stacks) {
    const plan = await withProgress(`plan of ${stack.name}`, () => planStack(terraform, stack, plans), planLine);
    if (plan.kind === 'failed') console.error(plan.output);
    plans.push(plan);
  }
  return plans;
}

async function main(args: readonly string[]): Promise<number> {
  const values = parseOptions(args, { markdown: { type: 'string' }, json: { type: 'boolean' } });
  const project = projectOf(__dirname);
  const environment = { ...NO_SECRETS, ...process.env };
  const config = loadConfig(process.env, project.root, project.compiled);
  requireWorkstation('plan', config, environment);

  const stacks = stackFolders(resolve(project.root, process.env['CDKTF_OUTDIR'] || 'cdktf.out'));
  const plans = await planAll(terraformRunner(terraformProgram(environment), environment), stacks);
  const notes = planNotes(plans, config);
  if (values.markdown !== undefined) writeFileSync(values.markdown, planMarkdown(plans, notes));
  const code = planExitCode(plans);
  const printed = plans.map((plan) => (plan.kind === 'failed' ? { stack: plan.stack, kind: plan.kind, step: plan.step } : plan));
  console.log(values.json ? JSON.stringify({ exitCode: code, stacks: printed, notes }, null, 2) : planText(plans, notes));
  return code;
}

// 2 means that there are changes.
runMain('plan', USAGE, main, { usageCode: 1 });
