import { DIALOG } from './dialog';
import { ELEMENTS } from './elements';
import { JOB_PARTS } from './jobs';
import { LIVE } from './live';
import { TIMES } from './times';

/** The script of a page: the parts that both fakes have, around the parts of one. */
export const pageScript = (...parts: readonly string[]): string => [ELEMENTS, TIMES, JOB_PARTS, DIALOG, ...parts, LIVE].join('\n');
