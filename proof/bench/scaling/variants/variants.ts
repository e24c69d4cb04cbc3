import { blueAgent } from './blue-agent';
import { documentation } from './documentation';
import { own } from './own';
import { ownReady } from './own-ready';
import { tutorial } from './tutorial';
import type { Variant } from './variant';

/** In the order in which they are shown. */
export const VARIANTS: readonly Variant[] = [own, tutorial, documentation, blueAgent];

/** Measured only when named. */
export const ON_REQUEST: readonly Variant[] = [ownReady];
