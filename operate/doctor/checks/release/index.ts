import type { CheckGroup } from '../../check';
import type { ReleaseContext } from '../../context';
import { helmRelease } from './helm-release';

/** The checks of a Helm release itself. */
export const helmChecks: CheckGroup<ReleaseContext> = { before: [], after: [helmRelease] };
