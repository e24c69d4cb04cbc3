import { SCALE_SET } from '../../../../config/timings';
import type { Pod } from '../../../lib/cluster/objects';
import { scalerLogCommand } from '../../../lib/scaler-log';
import type { Check } from '../../check';
import type { ClusterContext } from '../../facts/cluster/context';
import { deployedEntries } from '../../facts/cluster/entries';
import type { GitHubContext } from '../../facts/github/context';
import { unmetIfRefused } from '../../facts/github/errors';
import { pass, warn } from '../../outcome';

/** Finds runners whose pods no longer exist. The scaler removes them, so they are only a warning. */
export const leftRunners: Check<ClusterContext & Pick<GitHubContext, 'gitHub'>> = {
  id: 'left-runners',
  title: 'Runners left behind',
  run: async ({ cluster, config, names, gitHub }) => {
    // The runners first: the pod of each of them exists before it is registered.
    const runners = await gitHub().rest.runners().catch(unmetIfRefused);
    const pods = await cluster().pods(names.agentsNamespace);
    const live = new Set(pods.filter(isLive).map(({ metadata }) => metadata.name));
    const prefixes = deployedEntries(config)
      .filter(({ component }) => component === 'runner')
      .map(({ scaledJobName }) => `${scaledJobName}-`);
    const isOurs = (name: string) => prefixes.some((prefix) => name.startsWith(prefix));
    const [first, ...others] = runners.filter(({ name, status }) => status === 'offline' && isOurs(name) && !live.has(name));
    if (first === undefined) return pass('no runner is offline without a pod');
    const which = others.length === 0 ? `runner ${first.name} is` : `runner ${first.name} and ${others.length} more are`;
    return warn(
      `${which} offline without a pod`,
      `the scaler removes them, and looks for them every ${SCALE_SET.runners.minutes} minutes; if they stay, see why with ${scalerLogCommand(`--all-pods --namespace ${names.agentsNamespace}`)}`,
    );
  },
};

const isLive = ({ status: { phase } }: Pod): boolean => phase !== 'Succeeded' && phase !== 'Failed';
