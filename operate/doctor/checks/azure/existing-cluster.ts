import * as z from 'zod/mini';
import { platformParts } from '../../../../config/platform-parts';
import type { Finding } from '../../../lib/finding';
import type { Check } from '../../check';
import type { Azure } from '../../facts/azure/azure';
import type { AzureContext } from '../../facts/azure/context';
import { ifExists } from '../../facts/azure/if-exists';
import { fail, type Outcome, outcomeOf, pass } from '../../outcome';

const flag = z.nullish(z.boolean());
const text = z.nullish(z.string());
const cluster = z.object({
  version: z.string(),
  issuer: flag,
  workloadIdentity: flag,
  addOn: flag,
  policy: text,
  pods: text,
  services: text,
});
type Cluster = z.output<typeof cluster>;
type Config = AzureContext['config'];
type ExistingCluster = Extract<Config['cluster'], { kind: 'existing' }>;

const QUERY = `{${[
  'version: currentKubernetesVersion',
  'issuer: oidcIssuerProfile.enabled',
  'workloadIdentity: securityProfile.workloadIdentity.enabled',
  'addOn: workloadAutoScalerProfile.keda.enabled',
  'policy: networkProfile.networkPolicy',
  'pods: networkProfile.podCidr',
  'services: networkProfile.serviceCidr',
].join(', ')}}`;

/** The first minor version in which native sidecars are stable. */
const LEAST_MINOR = 33;

/** What a cluster of somebody else must have switched on. */
export const existingCluster: Check<Pick<AzureContext, 'azure' | 'config'>> = {
  id: 'existing-cluster',
  title: 'Cluster of somebody else',
  run: async ({ azure, config }) =>
    config.cluster.kind === 'existing' ? examine(config.cluster, config, azure) : pass('the deploy creates the cluster'),
};

async function examine(option: ExistingCluster, config: Config, azure: Pick<Azure, 'az'>): Promise<Outcome> {
  const { name, resourceGroup } = option;
  const found = await ifExists(() =>
    azure.az(['aks', 'show', '--resource-group', resourceGroup, '--name', name, '--query', QUERY], cluster),
  );
  if (found === undefined)
    return fail(`cluster ${name} does not exist in resource group ${resourceGroup}`, 'correct cluster.name and cluster.resourceGroup');
  const update = `ask whoever manages it to run az aks update --resource-group ${resourceGroup} --name ${name}`;
  return outcomeOf(
    [version(found, name), ...identity(found, config, update), policies(found, name), addresses(found, option), addOn(found, config)],
    `${name} runs ${found.version}, with network policies by ${found.policy ?? 'nothing'}`,
  );
}

function version({ version: running }: Cluster, name: string): Finding | undefined {
  if (Number(running.split('.')[1]) >= LEAST_MINOR) return undefined;
  return { finding: `${name} runs ${running}, without stable native sidecars`, advice: `ask for 1.${LEAST_MINOR} or later` };
}

function identity({ issuer, workloadIdentity }: Cluster, config: Config, update: string): readonly (Finding | undefined)[] {
  if (!platformParts(config).identity) return [];
  return [
    issuer ? undefined : { finding: 'the OIDC issuer is off, so no pod can sign in', advice: `${update} --enable-oidc-issuer` },
    workloadIdentity
      ? undefined
      : { finding: 'workload identity is off, so no pod gets a token', advice: `${update} --enable-workload-identity` },
  ];
}

function policies({ policy }: Cluster, name: string): Finding | undefined {
  if (policy && policy !== 'none') return undefined;
  return {
    finding: `${name} has no engine for network policies: jobs reach everything, even the metadata service of the node`,
    advice: 'ask whoever manages it for network policies, such as those of Cilium',
  };
}

/** A range that a policy does not know is open to jobs. A cluster without overlay has no range of its own for pods. */
function addresses({ pods, services }: Cluster, { clusterRanges }: ExistingCluster): Finding | undefined {
  const ranges = [pods, services].filter((range) => range !== undefined && range !== null);
  const missing = ranges.filter((range) => !clusterRanges.includes(range));
  if (missing.length === 0) return undefined;
  return {
    finding: `the cluster uses ${missing.join(' and ')}, which cluster.clusterRanges does not have`,
    advice: `set cluster.clusterRanges to ${JSON.stringify(ranges)}, and cluster.apiServer to the address of the service kubernetes with /32 behind it`,
  };
}

function addOn({ addOn: isOn }: Cluster, { keda }: Config): Finding | undefined {
  if (!isOn || keda.kind === 'existing') return undefined;
  return {
    finding: 'the cluster has the KEDA add-on of AKS, and a cluster can have only one KEDA',
    advice: "set keda.kind to 'existing', see docs/bring-your-own.md",
  };
}
