import type { Check } from '../../check';
import type { MachineContext } from '../../facts/machine/context';
import { isAtLeast } from '../../facts/machine/version';
import { fail, pass } from '../../outcome';

/** The same as `engines` of package.json requires. */
const LEAST = '20.19.0';

export const node: Check<Pick<MachineContext, 'nodeVersion'>> = {
  id: 'node',
  title: 'Node.js',
  run: async ({ nodeVersion: version }) =>
    isAtLeast(version, LEAST)
      ? pass(version)
      : fail(`${version} is older than ${LEAST}`, 'install a newer version from https://nodejs.org/en/download'),
};
