import { NEWEST_KEDA_VERSION } from '../../config/keda-version';
import { FIXED_NAMES } from '../../config/names';
import { GITHUB_CREDENTIAL_KEYS } from '../../config/pod-contract';
import { AGENT_README } from './azure-pipelines/texts';
import type { ChartMetadata } from './chart-yaml';
import type { Read } from './values/comments';
import { valuesMarkdown } from './values/render-values-docs';

/** The text of the chart's README.md. */
export function chartReadme(read: Read, { name, version, image, runnerImage }: Omit<ChartMetadata, 'description' | 'changelog'>): string {
  return `# ${name}

Self-hosted agents for Azure Pipelines and runners for GitHub Actions, one pod for each job, scaled from zero by KEDA. This
is version ${version} of the chart. It creates no namespace, no Secret and nothing outside of Kubernetes.

In the commands below, CHART is the folder of this chart, or its address in a registry, such as
\`oci://ghcr.io/contoso/charts/${name}\`.

## Before the install

- **KEDA** runs in the cluster, in the namespace \`keda\`. \`keda.namespace\` names another one. Set \`keda.version\` to the
  version that runs, unless it is ${NEWEST_KEDA_VERSION}. The values of \`kedaChart\` in values.yaml are what this project needs of KEDA: give them to a KEDA of your own.
- ${AGENT_README.agentPool} For GitHub, nothing has to exist: the scaler creates the scale set.
- **The network policies** fit the cluster: \`network\` names its addresses. The defaults are those of AKS. Jobs may reach what
  is missing in \`network.clusterRanges\`. \`kubectl get servicecidrs\` shows the range of the services; that of the pods is
  in the settings of the network plugin.
${imageNeeded(image, runnerImage)}
Create the namespace. All pods meet the Pod Security Standard "restricted":

\`\`\`console
$ kubectl create namespace agents
$ kubectl label namespace agents pod-security.kubernetes.io/enforce=restricted
\`\`\`

Create the Secret with the credential in it. Pods wait until it exists. For Azure Pipelines, it is a personal access token
with the scope *Agent Pools (Read & manage)*, of an administrator of the agent pool; for GitHub, a token or the private key of a GitHub App (\`gitHub.auth.kind: app\`):

\`\`\`console
$ read -rs TOKEN
$ ${AGENT_README.createSecret}
$ printf %s "$TOKEN" | kubectl create secret generic ${FIXED_NAMES.gitHubSecret} --namespace agents --from-file=${GITHUB_CREDENTIAL_KEYS.pat}=/dev/stdin
$ kubectl create secret generic ${FIXED_NAMES.gitHubSecret} --namespace agents --from-file=${GITHUB_CREDENTIAL_KEYS.app}=app.pem
\`\`\`

${AGENT_README.identity}

## Install

For Azure Pipelines, with the agent pool \`linux\`:

\`\`\`console
${installCommand([...AGENT_README.values, ...imageValue('image', image)])}
\`\`\`

For GitHub Actions, with a token:

\`\`\`console
${installCommand([
  ['gitHub.url', 'https://github.com/contoso'],
  ['runnerPools[0].name', 'gh-linux'],
  ...imageValue('runnerImage', runnerImage),
])}
\`\`\`

Both may be in one release. Keep further values in a file: \`helm show values CHART > values.yaml\` writes one that explains
each of them, and \`--values values.yaml\` uses it. Helm shows what to do next.

## More than one release

A namespace can have one release of this chart: the scaler and the service accounts have the same names in all releases. With
\`monitoring.azureMonitor\`, so has a ConfigMap in kube-system, so only one release of a cluster can have that.

Two releases that serve the same agent pool or scale set must have different names (\`name\`, by default that of the
release), also in different namespaces or clusters. Agents have the name of the release and of the entry, and a placeholder
disables agents of its own entry that have no pod in its namespace. With equal names, no job would run.

## A cluster without KEDA

The chart kedacore/keda is a dependency, which is off by default. Helm creates a ScaledJob only in a cluster that has its
CRD already, so apply the CRDs of KEDA first. Then install with \`--set kedaChart.enabled=true\`. KEDA then runs in the
namespace of the release. A cluster can have only one KEDA.

\`\`\`console
$ kubectl apply --server-side --filename https://github.com/kedacore/keda/releases/download/v${NEWEST_KEDA_VERSION}/keda-${NEWEST_KEDA_VERSION}-crds.yaml
\`\`\`

## Upgrade

The file has all values that differ from the defaults: \`helm get values ci --namespace agents\` prints those of the release.

\`\`\`console
$ helm upgrade ci CHART --namespace agents --values values.yaml
\`\`\`

Jobs that run finish in their pods, and new pods have the new version. A change of \`name\`, or of the \`name\` of an entry,
replaces the objects of the entry.

## Uninstall

\`\`\`console
$ helm uninstall ci --namespace agents
\`\`\`

Wait for running jobs first. A job that still runs finishes in its pod, but without the network policies and, with workload
identity, without a new token to deregister its agent with. If the release contains KEDA, first delete what has a finalizer of
KEDA, with \`kubectl delete scaledjobs,triggerauthentications --all --namespace agents\`: it stays if KEDA is gone first.

${AGENT_README.placeholders}

Also left are the agent pools, the scale sets in GitHub, the namespace, the Secrets, and the CRDs of KEDA.

## Values

${valuesMarkdown(read).replaceAll(/^## /gm, '### ')}
`;
}

type Value = readonly [path: string, value: string];

/** The image has to be named only if the chart has no default. */
function imageValue(option: 'image' | 'runnerImage', repository: string | undefined): readonly Value[] {
  const repositories = { image: FIXED_NAMES.imageRepository, runnerImage: FIXED_NAMES.runnerImageRepository };
  return repository === undefined ? [[`${option}.reference`, `contoso.azurecr.io/${repositories[option]}:1`]] : [];
}

/** How to get an image that has no default. */
function imageNeeded(image: string | undefined, runnerImage: string | undefined): string {
  if (image !== undefined && runnerImage !== undefined) return '';
  return `- **An image** is in a registry from which the nodes can pull. This chart has no default for it: docs/agent-image.md of the
  project has the commands that build and push it.
`;
}

function installCommand(values: readonly Value[]): string {
  const options = values.map(([path, value]) => `--set '${path}=${value}'`);
  return ['$ helm install ci CHART --namespace agents', ...options].join(' \\\n    ');
}
