import { loadConfig } from '../config/load';
import { projectOf } from '../config/project';
import { runCdktf } from './lib/cdktf';
import { requireWorkstation } from './lib/require-workstation';
import { runMain } from './lib/run-main';

const USAGE = `npm run destroy [-- OPTIONS OF CDKTF]
Deletes everything that a deploy created, one stack after another. Terraform shows each plan and waits for your approval.

  --auto-approve  does not wait for an approval
  --help          shows this help

All options go to "cdktf destroy"; npx cdktf destroy --help lists them. To delete one stack: npx cdktf destroy <stack>

Exit code: 0 everything is deleted, 1 it is not.
`;

async function main(args: readonly string[]): Promise<number> {
  const { root, compiled } = projectOf(__dirname);
  const config = loadConfig(process.env, root, compiled);
  requireWorkstation('destroy', config, process.env);
  return runCdktf(root, ['destroy', '*', ...args]);
}

runMain(USAGE, main);
