import { loadConfig } from '../config/load';
import { projectOf } from '../config/project';
import { cdktfOutdir, runCdktf } from './lib/cdktf';
import { cdktfArguments } from './lib/cdktf-arguments';
import { requireWorkstation } from './lib/require-workstation';
import { runMain } from './lib/run-main';

const USAGE = `npm run deploy [-- OPTIONS OF CDKTF]
Creates or changes all stacks, one after another. Looks first for anything that
would stop it. Terraform shows each plan and waits for your approval.

  --auto-approve  does not wait for an approval
  --help          shows this help

Options of "cdktf deploy" are passed on, except --app and --output;
npx cdktf deploy --help lists them. To deploy one stack:
npx cdktf deploy <stack>

Exit code: 0 everything is deployed, 1 it is not, 2 usage error.
`;

async function main(args: readonly string[]): Promise<number> {
  const { passedOn } = cdktfArguments('deploy', args, {});
  const { root, compiled } = projectOf(__dirname);
  const config = loadConfig(process.env, root, compiled);
  requireWorkstation('deploy', config, process.env);
  return runCdktf(root, ['deploy', '*', '--output', cdktfOutdir(root, process.env), ...passedOn]);
}

runMain('deploy', USAGE, main);
