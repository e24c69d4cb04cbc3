/**
 * What makes parts of the objects appear or change: the condition by which the chart decides. `$m` is the model of the values
 * (templates/_model.tpl), `$entry` an entry of it, `$toleration` one of its tolerations.
 */
export const FEATURES = {
  scaler: '$m.scaler',
  accurate: '$m.accurate',
  agents: '$m.agentPools',
  runners: '$m.runnerPools',
  ownRunnerImage: '$m.ownRunnerImage',
  identity: '$m.identity',
  tokenExpiry: '$m.tokenExpiresOn',
  app: '$m.gitHubApp',
  gitHubTokenExpiry: '$m.gitHubTokenExpiresOn',
  monitoring: '$m.monitoring',
  operatorLabels: '$m.monitoring.labels',
  agentsStay: '$m.askingAgents',
  runnersStay: '$m.askingRunners',
  stay: '$entry.mayStay',
  poolById: '$entry.poolId',
  capabilities: '$entry.capabilitiesText',
  demands: '$entry.demands',
  budget: '$entry.podDisruptionBudget',
  egress: '$entry.egressNamespaces',
  tolerations: '$entry.tolerations',
  tolerationValue: 'hasKey $toleration "value"',
} as const;

export type Feature = keyof typeof FEATURES;

/** Which features a sample config has. */
export type Choice = ReadonlySet<Feature>;

/** What a feature needs to be possible: without it, the feature is neither on nor off. */
const NEEDS: readonly (readonly [feature: Feature, isPossible: (has: (other: Feature) => boolean) => boolean])[] = [
  ['accurate', (has) => !has('scaler')],
  ['runners', (has) => has('scaler')],
  ['stay', (has) => has('scaler')],
  ['agentsStay', (has) => has('scaler') && has('agents')],
  ['runnersStay', (has) => has('scaler') && has('runners')],
  ['ownRunnerImage', (has) => has('agents') && has('runners')],
  ['identity', (has) => has('agents')],
  ['tokenExpiry', (has) => has('agents') && !has('identity')],
  ['app', (has) => has('runners')],
  ['gitHubTokenExpiry', (has) => has('runners') && !has('app')],
  ['demands', (has) => has('capabilities')],
  ['tolerationValue', (has) => has('tolerations')],
];

/** Whether a config can have these features, and no others. */
export function isPossible(choice: Choice): boolean {
  return (
    (choice.has('agents') || choice.has('runners')) &&
    NEEDS.every(([feature, needed]) => !choice.has(feature) || needed((other) => choice.has(other)))
  );
}
