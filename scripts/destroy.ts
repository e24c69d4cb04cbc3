import { loadConfig } from '../config/load';
import { namesOf } from '../config/names';
import { projectOf } from '../config/project';
import { operatorService } from '../operate/lib/agent-service';
import { askAtTerminal } from '../operate/lib/confirm';
import { terraformProgram } from '../operate/lib/requirements/terraform';
import { cdktfOutdir, runCdktf } from './lib/cdktf';
import { cdktfArguments } from './lib/cdktf-arguments';
import { type DestroyOptions, destroyDeployment } from './lib/destroy-deployment';
import { requireWorkstation } from './lib/require-workstation';
import { runMain } from './lib/run-main';
import { scaleSetsLeft } from './lib/scale-sets-left';
import { stackFolders } from './lib/stack-json';
import { terraformRunner } from './lib/terraform';

const USAGE = `npm run destroy [-- OPTIONS]
Deletes everything that a deploy created, one stack after another. Terraform
shows each plan and waits for your approval. Then it lists the agents that are
still registered, such as the placeholder's, and deletes them if you say yes. It
signs in for this as npm run doctor does. It deletes no agent unless the state
shows that it has just deleted the agents stack.

  --auto-approve  deletes the stacks without an approval
  --yes           deletes the agents without a question. Without it and without
                  a terminal, they are only listed
  --help          shows this help

Options of "cdktf destroy" are passed on, except --app and --output;
npx cdktf destroy --help lists them. To delete one stack:
npx cdktf destroy <stack>

Exit code: 0 everything is deleted, or what is left is listed with what to do;
1 something could not be deleted, 2 usage error.
`;

async function main(args: readonly string[]): Promise<number> {
  const { values, passedOn } = cdktfArguments('destroy', args, { yes: { type: 'boolean' } });
  const { root, compiled } = projectOf(__dirname);
  const config = loadConfig(process.env, root, compiled);
  requireWorkstation('destroy', config, process.env);

  const outdir = cdktfOutdir(root, process.env);
  const destroyStacks = () => runCdktf(root, ['destroy', '*', '--output', outdir, ...passedOn]);
  const confirmedBy = values.yes ? 'option' : process.stdin.isTTY ? askAtTerminal : 'nobody';
  // Only agents stay registered without their pods.
  const code =
    config.agentPools.length === 0 ? await destroyStacks() : await destroyWithAgents({ config, outdir, destroyStacks, confirmedBy });
  const left = scaleSetsLeft(config);
  if (code === 0 && left !== undefined) console.error(left);
  return code;
}

type Destruction = Pick<DestroyOptions, 'config' | 'destroyStacks' | 'confirmedBy'> & { readonly outdir: string };

function destroyWithAgents({ config, outdir, ...options }: Destruction): Promise<number> {
  const { agents } = namesOf(config).stacks;
  const agentsStack = stackFolders(outdir).find(({ name }) => name === agents);
  if (agentsStack === undefined) throw new Error(`${outdir} has no stack ${agents}: npm run destroy writes it`);
  console.error(`Reading the state of stack ${agents} ...`);
  return destroyDeployment({
    ...options,
    terraform: terraformRunner(terraformProgram(process.env), process.env),
    agentsStack,
    config,
    service: operatorService(config, undefined, process.env),
    say: (line) => console.error(line),
  });
}

runMain('destroy', USAGE, main);
