import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '../config/load';
import { projectOf } from '../config/project';
import { printWarnings } from '../operate/lib/print-warnings';
import { terraformProgram } from '../operate/lib/requirements/terraform';
import { deployFindings, wouldFail } from '../operate/preflight/deploy-findings';
import { thisWorkstation } from '../operate/preflight/this-workstation';
import { planStack, type StackPlan } from './lib/plan-stack';
import { planExitCode, planLine, planMarkdown, planText } from './lib/plan-summary';
import { runMain } from './lib/run-main';
import { type StackFolder, stackFolders } from './lib/stack-json';
import { type Terraform, terraformRunner } from './lib/terraform';
import { withProgress } from './lib/with-progress';

const USAGE = `npm run plan [-- OPTIONS]
What a deploy would change, stack by stack. Changes nothing, takes no lock, prints addresses and never values.

  --markdown FILE  writes it as Markdown too, for a comment
  --json           prints it as JSON
  --help           says this

Exit code: 0 no changes, 1 an error, 2 changes. A stack that can't be planned before another is deployed is said so; it
counts as a change.
`;

/** A plan needs a value for the variable, and neither stores nor sends it. */
const NO_TOKEN = { TF_VAR_azp_token: 'no-token-in-a-plan' };

/** Plans one stack after another; what fails is shown on stderr as Terraform says it. */
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
  const { values } = parseArgs({ args: [...args], options: { markdown: { type: 'string' }, json: { type: 'boolean' } } });
  const project = projectOf(__dirname);
  const environment = { ...NO_TOKEN, ...process.env };
  const config = loadConfig(process.env, project.root, project.compiled);
  printWarnings(config);
  const findings = deployFindings(config, thisWorkstation(environment));
  if (findings.length > 0) throw new Error(wouldFail('plan', findings));

  const stacks = stackFolders(resolve(project.root, process.env['CDKTF_OUTDIR'] || 'cdktf.out'));
  const plans = await planAll(terraformRunner(terraformProgram(environment), environment), stacks);
  if (values.markdown !== undefined) writeFileSync(values.markdown, planMarkdown(plans));
  const code = planExitCode(plans);
  const printed = plans.map((plan) => (plan.kind === 'failed' ? { stack: plan.stack, kind: plan.kind, step: plan.step } : plan));
  console.log(values.json ? JSON.stringify({ exitCode: code, stacks: printed }, null, 2) : planText(plans));
  return code;
}

runMain(USAGE, main);
