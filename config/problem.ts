import { inspect } from 'node:util';

/** One thing that is wrong with a config. */
export interface Problem {
  /** Where, as it would be written in TypeScript: `agentPools[0].maxAgents`. */
  readonly path: string;
  /** The whole predicate: "must be a whole number from 1 to 1000". */
  readonly rule: string;
  /** What stands there; undefined when nothing does. */
  readonly value: unknown;
  /** What to do about it. */
  readonly remedy: string;
}

/** A config that can't be used, with everything that is wrong with it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly Problem[];

  constructor(source: string, problems: readonly Problem[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super([`${source} has ${count}:`, ...problems.map((problem) => `- ${sentence(problem)}`)].join('\n'));
    this.problems = problems;
  }
}

/** What must not be printed, should somebody have written it into a config: messages end up in logs. */
const SECRET = /token|secret|password|\bpat\b/i;

/** A problem in one line: path, rule, value, remedy. */
export function sentence({ path, rule, value, remedy }: Problem): string {
  const key = path.split('.').pop() ?? '';
  const secret = value !== undefined && value !== key && SECRET.test(key);
  return `${path} ${rule}, got ${secret ? 'a value that is not shown' : show(value)}: ${remedy}`;
}

/** The path of a key or an index below a path. */
export function below(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') {
    const text = value.replace(/\/\/[^/@\s]*@/, '//(not shown)@');
    return JSON.stringify(text.length > 120 ? `${text.slice(0, 117)}...` : text);
  }
  return inspect(value, {
    depth: 1,
    breakLength: Number.POSITIVE_INFINITY,
    compact: true,
    customInspect: false,
    maxArrayLength: 5,
    maxStringLength: 120,
  });
}
