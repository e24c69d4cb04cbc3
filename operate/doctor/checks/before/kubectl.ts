import * as z from 'zod/mini';
import type { Check } from '../../check';
import type { DoctorContext } from '../../context';
import { outputIfThere } from '../../facts/program';
import { pass, warn } from '../../outcome';
import { versionParts } from './version';

const client = z.object({ clientVersion: z.object({ gitVersion: z.string() }) });

/** A kubectl may be one minor version older or newer than the cluster (kubernetes.io/releases/version-skew-policy). */
export const kubectl: Check<Pick<DoctorContext, 'config' | 'run'>> = {
  id: 'kubectl',
  title: 'kubectl fits the cluster',
  phase: 'before',
  run: async ({ config, run }) => {
    const wanted = config.cluster.kubernetesVersion;
    const output = await outputIfThere(run('kubectl', ['version', '--client', '--output', 'json']));
    const install = 'az aks install-cli installs the newest one';
    if (output === undefined) return warn('kubectl is missing: a deploy works without it, looking into the cluster does not', install);
    const { gitVersion } = z.parse(client, JSON.parse(output)).clientVersion;
    const [major, minor] = versionParts(gitVersion) ?? [0, 0];
    const [wantedMajor, wantedMinor] = versionParts(wanted) ?? [0, 0];
    if (major === wantedMajor && Math.abs(minor - wantedMinor) <= 1) return pass(`kubectl ${gitVersion} for Kubernetes ${wanted}`);
    return warn(`kubectl ${gitVersion} is more than one minor version away from Kubernetes ${wanted}`, install);
  },
};
