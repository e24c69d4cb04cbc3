import { FIXED_NAMES } from './names';
import { SCALER_SERVER } from './pod-contract';
import type { AgentPoolConfig } from './types';

const host = (namespace: string): string => `${FIXED_NAMES.scaler}.${namespace}.svc`;

/** Where KEDA polls how many Jobs of an entry there should be. KEDA finds the replicas by the first two parts of the host's name. */
export const numberUrl = (namespace: string, objectName: string): string =>
  `http://${host(namespace)}:${SCALER_SERVER.numbersPort}${SCALER_SERVER.entries}${objectName}`;

/** Where an agent without a job asks whether it may stay. */
export const stayUrl = (namespace: string): string => `http://${host(namespace)}:${SCALER_SERVER.agentsPort}`;

/** Whether the agents of an entry ask: only those that are made ahead of their jobs may stay without one. */
export const mayStay = ({ warm = [], anticipate = false }: Partial<Pick<AgentPoolConfig, 'warm' | 'anticipate'>>): boolean =>
  warm.length > 0 || anticipate;
