/** The environment of this process, from which variables can be removed. */
export type Environment = Record<string, string | undefined>;

/** What `run` accepts (actions/runner, CommandSettings.cs). */
const OPTIONS = ['jitconfig', 'startuptype'];
const FLAGS = ['once', 'help', 'version', 'commit', 'check'];

const INPUT_PREFIX = 'ACTIONS_RUNNER_INPUT_';

/** The arguments of Runner.Listener. */
export interface CommandLine {
  readonly verb: string;
  /** The value from the arguments, otherwise from ACTIONS_RUNNER_INPUT_<name>; undefined if neither has one. */
  option(name: string): string | undefined;
  flag(name: string): boolean;
  /** Arguments that the verb does not know. */
  readonly unknown: readonly string[];
}

/** Reads the arguments and the variables that replace them, and removes these from the environment. The default verb is "run". */
export function readCommandLine(args: readonly string[], env: Environment): CommandLine {
  const [first, ...rest] = args;
  const hasVerb = first !== undefined && !first.startsWith('--');
  const given = new Map(takeInputs(env));
  const unknown: string[] = [];
  const words = hasVerb ? rest : [...args];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const name = word.replace(/^--/, '').toLowerCase();
    if (FLAGS.includes(name)) given.set(name, 'true');
    else if (OPTIONS.includes(name)) given.set(name, words.shift() ?? '');
    else unknown.push(name);
  }
  return {
    verb: hasVerb ? first.toLowerCase() : 'run',
    option: (name) => given.get(name) || undefined,
    flag: (name) => given.get(name)?.toLowerCase() === 'true',
    unknown,
  };
}

function takeInputs(env: Environment): [name: string, value: string][] {
  const names = Object.keys(env).filter((name) => name.toUpperCase().startsWith(INPUT_PREFIX));
  return names.map((name) => {
    const value = env[name]?.trim() ?? '';
    delete env[name];
    return [name.slice(INPUT_PREFIX.length).toLowerCase(), value];
  });
}
