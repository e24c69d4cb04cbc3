import type { Check } from '../../check';
import type { ReleaseContext } from '../../context';
import { pass, warn } from '../../outcome';

/** The release has been read before the checks begin: without one that is deployed, there is nothing to check. */
export const helmRelease: Check<Pick<ReleaseContext, 'release' | 'remedies'>> = {
  id: 'helm-release',
  title: 'Helm release',
  run: async ({ release: { name, revision, chartVersion, newer, history } }) => {
    const deployed = `revision ${revision} of ${name} is deployed, of chart version ${chartVersion}`;
    if (newer === undefined) return pass(deployed);
    return warn(`${deployed}, and the newer revision ${newer.revision} is ${newer.status}`, `see why with ${history}`);
  },
};
