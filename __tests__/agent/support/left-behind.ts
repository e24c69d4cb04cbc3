import { type KeepScene, START } from './keep-scene';

export const MINUTE = 60_000;

/** A name as KEDA and the Job controller make it, another for each number. */
export const podName = (n: number) => `linux-${[...String(n).padStart(5, '0')].map((digit) => 'bcdfghjklm'[Number(digit)]).join('')}-npqrs`;

/** An agent that is offline since so many minutes before a moment. */
export const addOffline = (scene: KeepScene, name: string, minutes = 60, at = START) =>
  scene.devops.addAgent('linux', { name, version: '4.275.0', statusChangedOn: at - minutes * MINUTE });
