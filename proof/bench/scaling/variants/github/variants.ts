import { documentation, documentationOften } from './documentation';
import type { GitHubVariant } from './github-variant';
import { own, ownWarm } from './own';

/** The variants for runners that are measured by default, in the order of tables and charts. */
export const RUNNER_VARIANTS: readonly GitHubVariant[] = [own, ownWarm, documentation, documentationOften];
