import type { JobComponent } from '../../config/labels';

/** How the parts of a service are called in messages. */
export interface Words {
  readonly pool: string;
  readonly one: string;
  readonly many: string;
}

export const WORDS: Readonly<Record<JobComponent, Words>> = {
  agent: { pool: 'agent pool', one: 'agent', many: 'agents' },
  runner: { pool: 'scale set', one: 'runner', many: 'runners' },
};

export const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
