/** Names that do not depend on the config. */
export const FIXED_NAMES = {
  kedaNamespace: 'keda',
  /** The Deployment of KEDA's operator in the chart kedacore/keda, and the label `app` of its pods. */
  kedaOperator: 'keda-operator',
  /** The service account that the chart creates for the operator. */
  kedaOperatorServiceAccount: 'keda-operator',
  agentServiceAccount: 'azure-pipelines-agent',
  /** The scaler's Deployment, Service and service account. */
  scaler: 'azure-pipelines-scaler',
  tokenSecret: 'azure-devops-token',
  imageRepository: 'azure-pipelines-agent',
  runnerServiceAccount: 'github-runner',
  /** The Secret with the private key of a GitHub App, or with a personal access token of GitHub. */
  gitHubSecret: 'github-credential',
  runnerImageRepository: 'github-runner',
  /** The ConfigMap with the dashboard, and the PrometheusRule with the alerts, of the Helm chart. */
  dashboard: 'azure-pipelines-dashboard',
  alerts: 'azure-pipelines-alerts',
  nodePool: 'system',
  agentNodePool: 'agents',
} as const;
