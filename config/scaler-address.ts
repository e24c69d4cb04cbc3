import { FIXED_NAMES } from './names';
import { SCALER_SERVER } from './pod-contract';

const host = (namespace: string): string => `${FIXED_NAMES.scaler}.${namespace}.svc`;

/** Where KEDA polls how many Jobs of an entry there should be. KEDA finds the replicas by the first two parts of the host's name. */
export const numberUrl = (namespace: string, objectName: string): string =>
  `http://${host(namespace)}:${SCALER_SERVER.numbersPort}${SCALER_SERVER.entries}${objectName}`;

/** Where an agent without a job asks whether it may stay. */
export const stayUrl = (namespace: string): string => `http://${host(namespace)}:${SCALER_SERVER.agentsPort}`;
