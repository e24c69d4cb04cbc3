import type { Config } from '../../config/types';

/** What a destroy leaves in GitHub, for people; undefined without runner pools. */
export function scaleSetsLeft({ gitHub, runnerPools }: Config): string | undefined {
  if (gitHub === undefined) return undefined;
  const names = runnerPools.map(({ name, scaleSet = name }) => scaleSet).join(', ');
  return `GitHub keeps the scale sets of ${gitHub.url}: ${names}. Delete them in its settings, under Actions, Runners.`;
}
