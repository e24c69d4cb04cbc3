import { identityContainers } from '../../../../operate/doctor/checks/cluster/identity-containers';
import { type FakeObject, itemsOf, partOf } from '../../lib/cluster/support/fake-cluster';
import { agentPod } from '../../lib/cluster/support/healthy-cluster';
import { aDeployment, type Deployed, IDENTITY, outcomeOf, scaledJob } from '../support/deployed';

let deployed: Deployed;
afterEach(() => deployed.devops.close());

const TOKEN = [{ name: 'AZURE_FEDERATED_TOKEN_FILE', value: '/var/run/secrets/azure/tokens/azure-identity-token' }];

/** Does what the webhook of workload identity does: it gives the token to the containers that are named. */
function giveToken(pod: FakeObject, ...names: readonly string[]): void {
  const containers = [...itemsOf(pod, 'spec', 'initContainers'), ...itemsOf(pod, 'spec', 'containers')];
  for (const container of containers) if (names.includes(String(container['name']))) container['env'] = TOKEN;
}

const jobPod = ({ cluster }: Deployed, suffix: string) => agentPod(cluster, 'pipelines-linux', suffix, { phase: 'Running' });

test('the registrar has the token, the container of the job does not', async () => {
  deployed = await aDeployment(IDENTITY);
  giveToken(jobPod(deployed, 'bcdfg-bcdfg'), 'registrar');
  expect(await outcomeOf(deployed, identityContainers)).toEqual({ status: 'pass', finding: 'no other container of 4 pods' });
});

test('a sidecar that another admission webhook has added has the token', async () => {
  deployed = await aDeployment(IDENTITY);
  // The pods share the spec of the template.
  const spec = partOf(scaledJob(deployed.cluster), 'spec', 'jobTargetRef', 'template', 'spec');
  spec['initContainers'] = [...itemsOf(spec, 'initContainers'), { name: 'mesh-proxy', image: 'example.io/mesh:1' }];
  for (const suffix of ['bcdfg-bcdfg', 'bcdfg-hjklm']) giveToken(jobPod(deployed, suffix), 'registrar', 'mesh-proxy');
  expect(await outcomeOf(deployed, identityContainers)).toEqual({
    status: 'fail',
    finding:
      'container mesh-proxy of pod pipelines-linux-bcdfg-bcdfg and 1 more has the token of identity id-pipelines, with which agents are registered and deleted',
    advice:
      'an admission webhook adds that container: exclude namespace pipelines-agents from it, for example with the label that its documentation names',
  });
});

test('without workload identity no container has one', async () => {
  deployed = await aDeployment();
  expect(await outcomeOf(deployed, identityContainers)).toEqual({ status: 'pass', finding: 'no other container of 3 pods' });
});
