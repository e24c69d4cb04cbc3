import { relative, resolve } from 'node:path';
import { loadConfig } from '../config/load';
import { projectOf } from '../config/project';
import { UsageError } from '../operate/lib/command';
import { parseOptions } from '../operate/lib/parse-options';
import { agentObjects } from './lib/agent-objects';
import { beforeApplying } from './lib/before-applying';
import { CLIENT_ID_VARIABLE, clientIdOf } from './lib/client-id';
import { withClientId } from './lib/kubernetes-objects';
import { runMain } from './lib/run-main';
import { writeYamlFolder } from './lib/write-yaml-folder';

/** Git ignores it: it is for a look, for linters, and for kubectl. */
const DEFAULT_FOLDER = 'manifests';

const USAGE = `npm run manifests [-- OPTIONS]
Writes the Kubernetes objects of the agents stack as YAML, one file for each
object, for kubectl or GitOps.

  --out FOLDER    the folder; default ${DEFAULT_FOLDER}/, which git ignores. For GitOps,
                  name a folder that git does not ignore. The numbered .yaml
                  files of an earlier run are replaced. Other numbered .yaml
                  files are refused, such as those of another deployment
  --client-id ID  with workload identity: the client id of the agents' identity;
                  default the variable ${CLIENT_ID_VARIABLE}. The output
                  identity_client_id of the platform stack shows it
  --help          shows this help

Exit code: 0 the files are written, 1 they are not, 2 usage error.
`;

async function main(args: readonly string[]): Promise<number> {
  const { out = DEFAULT_FOLDER, 'client-id': id } = parseOptions(args, { out: { type: 'string' }, 'client-id': { type: 'string' } });
  if (out === '') throw new UsageError('--out is empty: name a folder');
  const { root, compiled, imageContext } = projectOf(__dirname);
  const config = loadConfig(process.env, root, compiled);
  const signIn = config.azureDevOps?.auth.kind;
  const clientId = signIn === 'workloadIdentity' ? clientIdOf(id, 'the files') : '';
  const objects = withClientId(agentObjects(config, imageContext), clientId);
  writeYamlFolder(resolve(out), config.name, objects);
  const folder = `${relative('', resolve(out)) || '.'}/`;
  console.log(
    `Wrote ${objects.length} objects to ${folder}\n\n${beforeApplying(config, signIn)}\n\nThen apply them with: kubectl apply -f ${folder}`,
  );
  return 0;
}

runMain('manifests', USAGE, main);
