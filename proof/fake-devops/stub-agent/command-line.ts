/** The environment of this process, from which variables can be removed. */
export type Environment = Record<string, string | undefined>;

/** Arguments with a value, which the stub reads or ignores (azure-pipelines-agent, Constants.cs, Args). */
const OPTIONS = new Set(
  `agent auth clientid clientsecret collectionname monitorsocketaddress notificationpipename notificationsocketaddress password pool
  projectname proxypassword proxyurl proxyusername sslcacert sslclientcert sslclientcertarchive sslclientcertkey
  sslclientcertpassword startuptype tenantid token url username work`.split(/\s+/),
);

/** Arguments without a value (Constants.cs, Flags). */
const FLAGS = new Set(
  `acceptteeeula alwaysextracttask commit debug diagnostics disableloguploads help launchbrowser once replace restreamlogstofiles
  sslskipcertvalidation unattended usebasicauthforproxy version`.split(/\s+/),
);

const INPUT_PREFIX = 'VSTS_AGENT_INPUT_';

/** The arguments of config.sh, run.sh and Agent.Listener. */
export interface CommandLine {
  readonly verb: string;
  /** The value from the arguments, otherwise from VSTS_AGENT_INPUT_<name>; undefined if neither has one. */
  option(name: string): string | undefined;
  flag(name: string): boolean;
  /** Arguments that the agent does not know. */
  readonly unknown: readonly string[];
}

/**
 * Reads the arguments and the variables that replace them, and removes these from the environment (CommandSettings.cs). The
 * default verb is "run".
 */
export function readCommandLine(args: readonly string[], env: Environment): CommandLine {
  const [first, ...rest] = args;
  const hasVerb = first !== undefined && !first.startsWith('--');
  const given = new Map(takeInputs(env));
  const unknown: string[] = [];
  const words = hasVerb ? rest : [...args];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const [name = '', inline] = word.replace(/^--/, '').split(/=(.*)/s);
    const key = name.toLowerCase();
    if (FLAGS.has(key)) given.set(key, 'true');
    else if (OPTIONS.has(key)) given.set(key, inline ?? words.shift() ?? '');
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
