import { KEDA_VERSIONS, type KedaVersion, scalingPair } from '../../../config/keda-version';
import { agentPoolObjectName, placeholderName } from '../../../config/names';
import { pollingSecondsOf } from '../../../config/polling';
import { AGENT_DISK_REQUEST } from '../../../config/quantities/pod-resources';
import { MEMORY_UNITS } from '../../../config/quantities/quantity';
import { toleration } from '../../../config/schema/pod-options';
import { warmWindow } from '../../../config/schema/warm';
import { jobAndEndSeconds, podLifetimeSeconds } from '../../../constructs/pods/pod-lifetime';
import type { ChartOptions } from '../chart-options';
import type { Facts } from '../filled-templates';
import { goText } from '../go-template';
import { agentPoolValues, azureDevOpsTokenValues, chartValues, gitHubSecretValues, runnerPoolValues } from '../values';

/** What the template of the model knows of the config: numbers, truth values, texts, and JSON as a text, each as a literal of a Go template. */
export function modelFacts({ image = '', runnerImage = '', withKeda = true }: ChartOptions): Facts {
  const facts = {
    ...defaults(),
    image,
    runnerImage,
    withKeda,
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
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, literal(fact)]));
}

function literal(fact: unknown): string {
  if (typeof fact === 'number' || typeof fact === 'boolean') return `${fact}`;
  return goText(typeof fact === 'string' ? fact : JSON.stringify(fact));
}

/** The defaults of each group of options. */
function defaults() {
  const { keda, network, monitoring, azureDevOps, gitHub } = chartValues.parse({
    azureDevOps: { organizationUrl: 'https://dev.azure.com/contoso' },
    gitHub: { url: 'https://github.com/contoso' },
    monitoring: {},
  });
  const { organizationUrl: _organization, ...azureDevOpsDefaults } = azureDevOps ?? {};
  const { url: _url, ...gitHubDefaults } = gitHub ?? {};
  const { name: _agents, ...agentPoolDefaults } = agentPoolValues.parse({ name: 'a' });
  const { name: _runners, ...runnerPoolDefaults } = runnerPoolValues.parse({ name: 'a' });
  const { key: _key, ...tolerationDefaults } = toleration.parse({ key: 'a' });
  const { agents: _warm, ...warmWindowDefaults } = warmWindow.parse({ agents: 1 });
  return {
    kedaDefaults: keda,
    networkDefaults: network,
    monitoringDefaults: monitoring,
    azureDevOpsDefaults,
    gitHubDefaults,
    agentPoolDefaults,
    runnerPoolDefaults,
    tolerationDefaults,
    warmWindowDefaults,
    tokenSecret: azureDevOpsTokenValues.parse({}).secret,
    gitHubSecret: gitHubSecretValues.parse({}).secret,
  };
}
