import { blueAgent } from './blue-agent';
import { documentation } from './documentation';
import { own } from './own';
import { tutorial } from './tutorial';
import type { Variant } from './variant';

/** In the order in which they are shown. */
export const VARIANTS: readonly Variant[] = [own, tutorial, documentation, blueAgent];
