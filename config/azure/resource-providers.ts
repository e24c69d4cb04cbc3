import { platformParts } from '../platform-parts';
import type { Config } from '../types';

/** The resource providers that a deployment uses. They must be registered in the subscription. */
export function resourceProviders(config: Config): readonly string[] {
  const { cluster, registry, identity } = platformParts(config);
  return [
    ...(cluster ? ['Microsoft.Compute'] : []),
    ...(cluster || registry ? ['Microsoft.ContainerRegistry'] : []),
    ...(cluster ? ['Microsoft.ContainerService'] : []),
    ...(cluster || identity ? ['Microsoft.ManagedIdentity'] : []),
    ...(cluster ? ['Microsoft.Network'] : []),
    ...(config.monitoring === undefined ? [] : ['Microsoft.AlertsManagement', 'Microsoft.Insights', 'Microsoft.Monitor']),
  ];
}
