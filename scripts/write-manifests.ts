import { FIXED_NAMES, namesOf } from '../config/names';
import { projectOf, withConfig } from '../config/project';
import { agentObjects } from './lib/agent-objects';
import { withClientId } from './lib/kubernetes-objects';
import { writeYamlFolder } from './lib/write-yaml-folder';

const USAGE = `Writes the Kubernetes objects of the agents stack as YAML, one file for each object.

  npm run manifests [-- <folder>]     default folder: manifests; replaces the numbered .yaml files in it

With workload identity, set AZURE_CLIENT_ID to the client id of the identity (output identity_client_id of the platform
stack). Without it, the files contain \${AZURE_CLIENT_ID}, which envsubst '$AZURE_CLIENT_ID' fills in.`;

const [folder = 'manifests'] = process.argv.slice(2);
const project = projectOf(__dirname);
if (folder === '--help' || folder === '-h') {
  console.log(USAGE);
} else {
  withConfig(project, (config) => {
    const objects = withClientId(agentObjects(config, project.imageContext), process.env['AZURE_CLIENT_ID'] ?? '${AZURE_CLIENT_ID}');
    writeYamlFolder(folder, objects);
    console.log(`Wrote ${objects.length} objects to ${folder}/. Apply them with: kubectl apply -f ${folder}/`);
    if (config.azureDevOps.auth.kind === 'pat') console.log(secretHint(namesOf(config).agentsNamespace));
  });
}

function secretHint(namespace: string): string {
  const command = `kubectl create secret generic ${FIXED_NAMES.tokenSecret} --namespace ${namespace} --from-file=token=/dev/stdin`;
  return `None of them contains the token. When the namespace exists, run:\n  printf %s "$TF_VAR_azp_token" | ${command}`;
}
