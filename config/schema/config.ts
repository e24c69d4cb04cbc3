import * as z from 'zod';
import { agentPool } from './agent-pool';
import { azureDevOps } from './azure-devops';
import { backendSchema } from './backend';
import { budget } from './budget';
import { clusterSchema } from './cluster';
import { field, oneOf, text } from './field';
import { gitHub } from './github';
import { imageSchema } from './image';
import { kedaSchema } from './keda';
import { monitoring } from './monitoring';
import { names } from './names';
import { prices } from './prices';
import { registrySchema } from './registry';
import { resourceGroupSchema } from './resource-group';
import { runnerPool } from './runner-pool';

export const configSchema = z.strictObject({
  /** Name of the deployment. Every Azure resource and stack is named after it, so renaming it replaces them. */
  name: text(/^[a-z](?:[a-z0-9-]{0,22}[a-z0-9])?$/, {
    rule: '1 to 24 lower-case letters, digits and "-", starting with a letter and not ending in "-"',
    remedy: 'choose a short name, like pipelines',
  }),
  /** Azure region. */
  location: text(/^[a-z0-9]{3,40}$/, {
    rule: 'the name of an Azure region in lower case without spaces, like westeurope',
    remedy: 'list them with: az account list-locations --query "[].name"',
  }),
  /** Azure subscription. @default - the environment variable ARM_SUBSCRIPTION_ID */
  subscriptionId: field(z.guid(), { rule: 'a subscription id (a GUID)', remedy: 'find it with: az account show --query id' }).optional(),
  /** Tags of all Azure resources, in addition to the tag `deployment` with the name of the deployment. @default {} */
  tags: z
    .record(
      text(/^[^<>%&\\?/\n]{1,512}$/, {
        rule: '1 to 512 characters, none of < > % & \\ ? /',
        remedy: 'Azure rejects these in the name of a tag',
      }),
      text(/^[^\n]{0,256}$/, { rule: 'at most 256 characters', remedy: 'shorten it' }),
    )
    .default({}),
  /** Names of Azure resources, as patterns. A name is a contract: another one makes Terraform delete the resource and create a new one, see docs/names.md. The name of the registry is `registry.name`. @default the names of this project */
  names: names.prefault({}),
  /** Where the state of the four stacks is kept. @default local files */
  backend: backendSchema.prefault({ kind: 'local' }),
  /** Who registers the resource providers of Azure that the deployment uses: `register` is the deploy, which needs the right to do so in the subscription; `external` is somebody else, before the first deploy. `npm run synth` prints the command for them. @default 'register' */
  resourceProviders: oneOf(['register', 'external'], 'register does nothing for those that are registered already').default('register'),
  /** The resource group of the deployment. @default created, named after the deployment */
  resourceGroup: resourceGroupSchema.prefault({}),
  /** The AKS cluster. @default created: one small node, Entra ID login, tier Free */
  cluster: clusterSchema.prefault({}),
  /** The container registry. @default created, Basic, with a derived name */
  registry: registrySchema.prefault({}),
  /** The image that agents and placeholders run. @default built from docker/ */
  image: imageSchema.prefault({ kind: 'build' }),
  /** The image that runners run. Without agent pools, the scaler runs it too. @default built from docker/, if there are runner pools */
  runnerImage: imageSchema.prefault({ kind: 'build' }),
  /** KEDA, which scales the agents. @default the newest supported version */
  keda: kedaSchema.prefault({}),
  /** The organisation of the agent pools, and how to sign in to it. Required for agent pools. @default - none */
  azureDevOps: azureDevOps.optional(),
  /** The organisation, repository or enterprise in GitHub, and how to sign in to it. Required for runner pools. @default - none */
  gitHub: gitHub.optional(),
  /** Azure's managed Prometheus, with alerts and a dashboard to import: `{}` switches it on. Azure charges for the samples that are stored and queried, see docs/monitoring.md. @default - none */
  monitoring: monitoring.optional(),
  /** A monthly budget, with mails when the costs reach it. @default - none */
  budget: budget.optional(),
  /** Prices for the cost estimate that `npm run synth` prints, such as those of your contract, in the region of this deployment. They replace all prices that ship with this project. @default - list prices */
  prices: prices.optional(),
  /** The entries of this deployment for Azure Pipelines. Each serves an agent pool, or the jobs in it that match its demands. At least one entry is required, here or in `runnerPools`. @default [] (none) */
  agentPools: field(z.array(agentPool), {
    rule: 'a list of entries',
    remedy: 'write it in [ and ], like [{ name: "linux" }]',
  }).default([]),
  /** The entries of this deployment for GitHub Actions. Each is a runner scale set: see docs/github.md. @default [] (none) */
  runnerPools: field(z.array(runnerPool), {
    rule: 'a list of entries',
    remedy: 'write it in [ and ], like [{ name: "gh-linux" }]',
  }).default([]),
});
