import type { Problem } from '../problems/problem';
import type { PartialConfig } from '../types';

/** A rule that compares options or needs more than a pattern. It ignores options that are missing or invalid. */
export type Rule = (config: PartialConfig) => readonly Problem[];
