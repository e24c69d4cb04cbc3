import type { Config } from '../types';

/** The resource providers that a deployment uses. They must be registered in the subscription. */
export const resourceProviders = ({ monitoring }: Pick<Config, 'monitoring'>): readonly string[] => [
  'Microsoft.Compute',
  'Microsoft.ContainerRegistry',
  'Microsoft.ContainerService',
  'Microsoft.ManagedIdentity',
  'Microsoft.Network',
  ...(monitoring === undefined ? [] : ['Microsoft.AlertsManagement', 'Microsoft.Insights', 'Microsoft.Monitor']),
];
