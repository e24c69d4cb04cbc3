import { type Component, selectorLabels } from '../../../config/labels';
import type { Pod } from './objects';

/** Pods of one part of an entry of the config. */
export function podsOf(pods: readonly Pod[], scaledJob: string, component: Component): readonly Pod[] {
  const wanted = Object.entries(selectorLabels(scaledJob, component));
  return pods.filter(({ metadata }) => wanted.every(([name, value]) => metadata.labels[name] === value));
}
