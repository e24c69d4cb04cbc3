import { resolve } from 'node:path';
import { loadConfig } from '../config/load';
import { namesOf } from '../config/names';
import { projectOf } from '../config/project';
import { operatorService } from '../operate/lib/agent-service';
import { askAtTerminal } from '../operate/lib/confirm';
import { terraformProgram } from '../operate/lib/requirements/terraform';
import { runCdktf } from './lib/cdktf';
import { isDestroyed } from './lib/destroyed';
import { removeAgents } from './lib/remove-agents';
import { requireWorkstation } from './lib/require-workstation';
import { runMain } from './lib/run-main';
import { stackFolders } from './lib/stack-json';
import { terraformRunner } from './lib/terraform';

const USAGE = `npm run destroy [-- OPTIONS]
Deletes everything that a deploy created, one stack after another. Terraform shows each plan and waits for your approval.
When everything is deleted, it lists the agents that are still registered, such as the placeholder's, and deletes them if you
say yes. It signs in for this as npm run doctor does.

  --auto-approve  deletes the stacks without an approval
  --yes           deletes the agents without a question. Without it and without a terminal, they are only listed
  --help          shows this help

Other options go to "cdktf destroy"; npx cdktf destroy --help lists them. To delete one stack: npx cdktf destroy <stack>

Exit code: 0 everything is deleted, or the agents that are left are listed; 1 something could not be deleted.
`;

async function main(args: readonly string[]): Promise<number> {
  const { root, compiled } = projectOf(__dirname);
  const config = loadConfig(process.env, root, compiled);
  requireWorkstation('destroy', config, process.env);
  const code = await runCdktf(root, ['destroy', '*', ...args.filter((arg) => arg !== '--yes')]);
  if (code !== 0) return code;

  const { agents } = namesOf(config).stacks;
  const folder = stackFolders(resolve(root, process.env['CDKTF_OUTDIR'] || 'cdktf.out')).find(({ name }) => name === agents)?.folder;
  const terraform = terraformRunner(terraformProgram(process.env), process.env);
  if (folder === undefined || !(await isDestroyed(terraform, folder))) {
    console.error(`Stack ${agents} is not known to be empty, so its registered agents stay as they are.`);
    return 0;
  }
  const service = operatorService(config, undefined, process.env);
  const confirmedBy = args.includes('--yes') ? 'option' : process.stdin.isTTY ? askAtTerminal : 'nobody';
  return (await removeAgents({ config, service, confirmedBy, say: (line) => console.error(line) })) ? 0 : 1;
}

runMain('destroy', USAGE, main);
