import type { Check } from '../../check';
import type { DoctorContext } from '../../context';
import { fail, pass } from '../../outcome';
import { isAtLeast } from './version';

/** package.json's engines. */
const LEAST = '20.19.0';

export const nodeVersion: Check<Pick<DoctorContext, 'nodeVersion'>> = {
  id: 'node',
  title: 'Node.js is new enough',
  phase: 'before',
  run: async ({ nodeVersion: version }) =>
    isAtLeast(version, LEAST)
      ? pass(`Node.js ${version}`)
      : fail(`Node.js ${version} is older than ${LEAST}`, 'install a newer one from https://nodejs.org/en/download'),
};
