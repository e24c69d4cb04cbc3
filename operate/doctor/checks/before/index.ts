import type { Check } from '../../check';
import type { DoctorContext } from '../../context';
import { nodeVersion } from './node-version';

/** The checks before a deploy: this machine, Azure, Azure DevOps. */
export const beforeChecks: readonly Check<DoctorContext>[] = [nodeVersion];
