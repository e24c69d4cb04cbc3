import type { Check } from '../check';
import type { DoctorContext } from '../context';
import { afterChecks } from './after';
import { beforeChecks } from './before';

/** All checks, in the order in which they are shown. */
export const allChecks: readonly Check<DoctorContext>[] = [...beforeChecks, ...afterChecks];
