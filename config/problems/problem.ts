import { withoutSecrets } from './secret-text';

/** A problem with one option of a config. */
export interface Problem {
  /** Path of the option, as in TypeScript: `agentPools[0].maxAgents`. */
  readonly path: string;
  /** The rest of the sentence that starts with the path: "must be a whole number from 1 to 1000". */
  readonly rule: string;
  /** The value in the config; undefined if there is none. */
  readonly value: unknown;
  /** What to do about it. */
  readonly remedy: string;
}

/** The path of a key or an index below a path. Several are each below the one before. */
export const below = (path: string, ...keys: readonly (string | number)[]): string => keys.reduce<string>(step, path);

function step(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(withoutSecrets(key))}]`;
  return path === '' ? key : `${path}.${key}`;
}
