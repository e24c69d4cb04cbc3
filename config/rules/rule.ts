import type { Problem } from '../problem';
import type { PartialConfig } from '../types';

/** A rule that compares options or needs more than a pattern. It says nothing about what it can't see. */
export type Rule = (config: PartialConfig) => readonly Problem[];
