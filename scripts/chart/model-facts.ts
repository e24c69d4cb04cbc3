import { API_SERVER, CLUSTER_RANGES } from '../../config/cluster-network';
import { KEDA_VERSIONS, type KedaVersion, scalingPair } from '../../config/keda-version';
import { agentPoolObjectName, FIXED_NAMES, placeholderName } from '../../config/names';
import { pollingSecondsOf } from '../../config/polling';
import { AGENT_DISK_REQUEST } from '../../config/quantities/pod-resources';
import { MEMORY_UNITS } from '../../config/quantities/quantity';
import { agentPool } from '../../config/schema/agent-pool';
import { azureDevOps } from '../../config/schema/azure-devops';
import { keda } from '../../config/schema/keda';
import { toleration } from '../../config/schema/pod-options';
import { runnerPool } from '../../config/schema/runner-pool';
import { warmWindow } from '../../config/schema/warm';
import { jobAndEndSeconds, podLifetimeSeconds } from '../../constructs/pods/pod-lifetime';
import { monitoringValues } from './values/cluster';

/** Repositories of the default images of a chart, without a tag: its app version is the tag. */
export interface DefaultImages {
  /** Image of agents and placeholders. @default - none: the values must name one */
  readonly image?: string | undefined;
  /** Image of runners. @default - none: the values must name one */
  readonly runnerImage?: string | undefined;
}

/** What the template of the model knows of the config, by the name of its placeholder. */
export type ModelFacts = Readonly<Record<string, string>>;

/** Defaults, limits and lists, as texts of a Go template: numbers, or what stands between backquotes. */
export function modelFacts({ image = '', runnerImage = '' }: DefaultImages): ModelFacts {
  const facts = {
    ...defaults(),
    image,
    runnerImage,
    tokenSecret: FIXED_NAMES.tokenSecret,
    gitHubSecret: FIXED_NAMES.gitHubSecret,
    // Formats of printf.
    objectName: agentPoolObjectName('%s', '%s'),
    placeholderName: placeholderName('%s'),
    accurateVersions: (Object.keys(KEDA_VERSIONS) as KedaVersion[]).filter((version) => scalingPair(version).strategy === 'accurate'),
    scalerPollingSeconds: pollingSecondsOf({}, 'metrics-api'),
    kedaPollingSeconds: pollingSecondsOf({}, 'azure-pipelines'),
    memoryUnits: MEMORY_UNITS,
    agentDiskRequest: AGENT_DISK_REQUEST,
    endSeconds: jobAndEndSeconds(0),
    startUpSeconds: podLifetimeSeconds(0, 0) - jobAndEndSeconds(0),
  };
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, typeof fact === 'string' ? fact : JSON.stringify(fact)]));
}

/** The defaults of each group of options. */
function defaults() {
  const { name: _agents, ...agentPoolDefaults } = agentPool.parse({ name: 'a' });
  const { name: _runners, ...runnerPoolDefaults } = runnerPool.parse({ name: 'a' });
  const { key: _key, ...tolerationDefaults } = toleration.parse({ key: 'a' });
  const { agents: _warm, ...warmWindowDefaults } = warmWindow.parse({ agents: 1 });
  const { version, trigger } = keda.parse({});
  const { parallelJobs } = azureDevOps.parse({ organizationUrl: 'https://dev.azure.com/contoso' });
  return {
    agentPoolDefaults,
    runnerPoolDefaults,
    tolerationDefaults,
    warmWindowDefaults,
    kedaDefaults: { version, trigger, namespace: FIXED_NAMES.kedaNamespace },
    networkDefaults: { clusterRanges: CLUSTER_RANGES, apiServer: API_SERVER.address },
    azureDevOpsDefaults: { parallelJobs, auth: { kind: 'pat' } },
    gitHubDefaults: { auth: { kind: 'pat' } },
    monitoringDefaults: monitoringValues.parse({}),
  };
}
