import type { Config } from '../../../../config/types';
import type { DoctorContext } from '../../../../operate/doctor/context';
import { azureOf } from '../../../../operate/doctor/facts/azure/azure';
import { ownNodes } from '../../../../operate/doctor/facts/azure/own-nodes';
import { vmSkus } from '../../../../operate/doctor/facts/azure/vm-skus';
import { devopsFacts } from '../../../../operate/doctor/facts/azure-devops/facts';
import { lazyGitHub } from '../../../../operate/doctor/facts/github/facts';
import { operatorConnection } from '../../../../operate/lib/azure-devops/sign-in';
import type { Run } from '../../../../operate/lib/program';
import type { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import { aConfig } from '../../../support/builders';
import { deploymentOf } from '../../support/deployment';

export const SUBSCRIPTION = '00000000-0000-0000-0000-00000000000a';
const ARM = `az rest --method get --url https://management.azure.com/subscriptions/${SUBSCRIPTION}`;

/** A VM size as Microsoft.Compute/skus returns it. */
export const aSku = (name: string, changes: object = {}) => ({
  resourceType: 'virtualMachines',
  name,
  family: 'standardDDSv5Family',
  locations: ['westeurope'],
  locationInfo: [{ location: 'westeurope', zones: ['3', '1', '2'], zoneDetails: [] }],
  capabilities: [
    { name: 'vCPUs', value: /D(\d+)/.exec(name)?.[1] },
    { name: 'MemoryGB', value: '8' },
    { name: 'CpuArchitectureType', value: 'x64' },
    { name: 'EphemeralOSDiskSupported', value: 'True' },
    { name: 'MaxResourceVolumeMB', value: '76800' },
  ],
  restrictions: [],
  ...changes,
});

export const aUsage = (value: string, localizedValue: string, currentValue: number, limit: number) => ({
  currentValue: String(currentValue),
  limit: String(limit),
  localName: localizedValue,
  name: { value, localizedValue },
});

/** The beginnings of command lines, and the output of their programs: JSON, text, or an error. */
export type Outputs = Readonly<Record<string, unknown>>;

/** The short name of a call to Azure's management API. */
export const arm = (path: string): string => `${ARM}${path} `;

/** The output of programs on a workstation without problems. */
export const WELL: Outputs = {
  'terraform version -json': { terraform_version: '1.11.4' },
  'az version': { 'azure-cli': '2.80.0' },
  'kubelogin --version': 'kubelogin version\ngit hash: v0.2.10/abc\n',
  'kubectl version --client': { clientVersion: { gitVersion: 'v1.35.1' } },
  'az account show': { id: SUBSCRIPTION, name: 'Team A', tenantId: 'tenant', user: { name: 'ada@example.com', type: 'user' } },
  [arm('')]: { displayName: 'Team A', state: 'Enabled' },
  [arm('/providers/Microsoft.Authorization/permissions')]: [{ actions: ['*'], notActions: [] }],
  [arm('/providers')]: ['Compute', 'ContainerRegistry', 'ContainerService', 'ManagedIdentity', 'Network'].map((name) => ({
    namespace: `Microsoft.${name}`,
    registrationState: 'Registered',
  })),
  [arm('/providers/Microsoft.Compute/skus')]: [aSku('Standard_D2ds_v5')],
  [arm('/providers/Microsoft.ContainerService/locations/westeurope/kubernetesVersions')]: [
    { version: '1.35', isPreview: null, capabilities: { supportPlan: ['KubernetesOfficial', 'AKSLongTermSupport'] } },
    { version: '1.36', isPreview: null, capabilities: { supportPlan: ['KubernetesOfficial', 'AKSLongTermSupport'] } },
  ],
  'az aks show': failing('ERROR: (ResourceGroupNotFound) Resource group could not be found.'),
  'az vm list-usage': [aUsage('cores', 'Total Regional vCPUs', 4, 10), aUsage('standardDDSv5Family', 'Standard DDSv5 Family vCPUs', 4, 10)],
  'az acr check-name': { nameAvailable: true },
  'az acr list': [],
  'az acr show': failing('ERROR: (ResourceGroupNotFound) Resource group could not be found.'),
};

/** The error of a program that fails. */
export function failing(stderr: string): Error {
  return Object.assign(new Error('Command failed: az --with-arguments'), { code: 1, stderr: `WARNING: something\n${stderr}\n` });
}

/** The error of a program that is missing. */
export const missing = (): Error => Object.assign(new Error('spawn ENOENT'), { code: 'ENOENT' });

export interface Workstation {
  readonly config?: Config;
  readonly outputs?: Outputs;
  readonly environment?: NodeJS.ProcessEnv;
  readonly devops?: FakeDevOps;
  /** @default the fake's */
  readonly url?: string;
  readonly projects?: readonly string[];
}

/** The context of checks on a workstation without problems, except for what is changed. */
export function aContext({
  config = aConfig(),
  outputs = {},
  environment = {},
  devops,
  url,
  projects = [],
}: Workstation = {}): DoctorContext {
  const deployment = deploymentOf(config);
  const { names } = deployment;
  const all: NodeJS.ProcessEnv = { TF_VAR_azp_token: devops?.token, ARM_SUBSCRIPTION_ID: SUBSCRIPTION, ...environment };
  const run = answering({ ...WELL, ...outputs });
  const azure = azureOf({ run, subscriptionId: config.subscriptionId ?? (all['ARM_SUBSCRIPTION_ID'] || undefined) });
  const connection = operatorConnection(url ?? devops?.url ?? 'https://devops.invalid', all, run);
  return {
    ...deployment,
    cluster: () => {
      throw new Error('no check before a deploy reads a cluster');
    },
    serviceUrls: [connection.url],
    lookup: async () => [],
    environment: all,
    nodeVersion: 'v20.19.0',
    now: Date.parse('2026-11-25T12:00:00Z'),
    run,
    azure,
    vmSkus: vmSkus(azure, config),
    ownNodes: ownNodes(azure, names),
    devops: devopsFacts(connection, config),
    projects,
    gitHub: lazyGitHub(config, undefined, all),
    repositories: [],
  };
}

/** Runs no program: the longest beginning that matches a command line decides its output. */
function answering(outputs: Outputs): Run {
  const beginnings = Object.keys(outputs).sort((a, b) => b.length - a.length);
  return async (command, args) => {
    const line = `${[command, ...args].join(' ')} `;
    const found = beginnings.find((beginning) => line.startsWith(beginning));
    const output = found === undefined ? missing() : outputs[found];
    if (output instanceof Error) throw output;
    return typeof output === 'string' ? output : JSON.stringify(output);
  };
}
