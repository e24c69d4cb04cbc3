import * as z from 'zod/mini';
import type { Check } from '../../check';
import type { ToolContext } from '../../facts/machine/context';
import { outputIfInstalled } from '../../facts/machine/program';
import { versionParts } from '../../facts/machine/version';
import { pass, warn } from '../../outcome';

const client = z.object({ clientVersion: z.object({ gitVersion: z.string() }) });

/** A kubectl may be one minor version older or newer than the cluster (kubernetes.io/releases/version-skew-policy). */
export const kubectl: Check<Pick<ToolContext, 'config' | 'run'>> = {
  id: 'kubectl',
  title: 'kubectl',
  run: async ({ config, run }) => {
    const wanted = config.cluster.kind === 'create' ? config.cluster.kubernetesVersion : undefined;
    const output = await outputIfInstalled(run('kubectl', ['version', '--client', '--output', 'json']));
    const install = 'az aks install-cli installs the newest version';
    if (output === undefined)
      return warn('not found; a deploy works without it, but many commands in the advice of this project do not', install);
    const { gitVersion } = z.parse(client, JSON.parse(output)).clientVersion;
    const [major, minor] = versionParts(gitVersion) ?? [0, 0];
    if (wanted === undefined) return pass(`${gitVersion}; the version of the cluster, which exists, is not compared`);
    const [wantedMajor, wantedMinor] = versionParts(wanted) ?? [0, 0];
    if (major === wantedMajor && Math.abs(minor - wantedMinor) <= 1) return pass(`${gitVersion} for Kubernetes ${wanted}`);
    return warn(`${gitVersion} is more than one minor version away from Kubernetes ${wanted}`, install);
  },
};
