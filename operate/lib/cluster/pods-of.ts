import { type Component, selectorLabels } from '../../../config/labels';
import type { Pod } from './objects';

/** The pods of one component of a ScaledJob: its agents or its placeholder. */
export function podsOf(pods: readonly Pod[], scaledJob: string, component: Component): readonly Pod[] {
  const wanted = Object.entries(selectorLabels(scaledJob, component));
  return pods.filter(({ metadata }) => wanted.every(([name, value]) => metadata.labels[name] === value));
}
