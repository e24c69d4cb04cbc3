import type { Config } from './types';

/** The resource providers of a subscription that a deployment uses. */
export const resourceProviders = ({ monitoring }: Pick<Config, 'monitoring'>): readonly string[] => [
  'Microsoft.Compute',
  'Microsoft.ContainerRegistry',
  'Microsoft.ContainerService',
  'Microsoft.ManagedIdentity',
  'Microsoft.Network',
  ...(monitoring === undefined ? [] : ['Microsoft.AlertsManagement', 'Microsoft.Insights', 'Microsoft.Monitor']),
];
