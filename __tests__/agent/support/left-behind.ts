import { type KeepScene, START } from './keep-scene';

export const MINUTE = 60_000;

/** A name as KEDA and the Job controller make it, different for each number. */
export const podName = (n: number) => `linux-${[...String(n).padStart(5, '0')].map((digit) => 'bcdfghjklm'[Number(digit)]).join('')}-npqrs`;

/** Adds an agent that went offline so many minutes before `at`. */
export const addOffline = (scene: KeepScene, name: string, minutes = 60, at = START) =>
  scene.devops.addAgent('linux', { name, version: '4.275.0', statusChangedOn: at - minutes * MINUTE });
