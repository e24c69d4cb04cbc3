import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Environment } from './command-line';
import { AGENT_VERSION } from './version';

/** Variables that are never capabilities (EnvironmentCapabilitiesProvider.cs), and the stub's own variable. */
const IGNORED_VARIABLES = [
  'comp_wordbreaks',
  'ls_colors',
  'TERM',
  'TERM_PROGRAM',
  'TERM_PROGRAM_VERSION',
  'SHLVL',
  'PSMODULEPATH',
  'SYSTEM_ACCESSTOKEN',
  'STUB_AGENT_NODE',
];

/** Values of this length or longer are not capabilities. */
const TOO_LONG = 1024;

/** Tools that are capabilities if one of their programs is on PATH (NixCapabilitiesProvider.cs). */
const TOOLS: Readonly<Record<string, readonly string[]>> = {
  ant: ['ant'],
  bundler: ['bundle'],
  clang: ['clang'],
  cmake: ['cmake'],
  curl: ['curl'],
  docker: ['docker'],
  dotnet: ['dotnet'],
  git: ['git'],
  gulp: ['gulp'],
  java: ['java'],
  JDK: ['javac'],
  make: ['make'],
  maven: ['mvn'],
  'node.js': ['nodejs', 'node'],
  npm: ['npm'],
  python: ['python'],
  python3: ['python3'],
  rake: ['rake'],
  ruby: ['ruby'],
  sh: ['sh'],
  subversion: ['svn'],
  svn: ['svn'],
};

/**
 * The agent's system capabilities, in the order of its providers: environment, `.capabilities`, tools, the agent itself.
 * Names that differ only in case are the same capability: the first spelling and the last value count.
 */
export function capabilitiesOf(agentName: string, home: string, env: Environment): Record<string, string> {
  const found = new Map<string, readonly [name: string, value: string]>();
  const all = [...fromEnvironment(env), ...fromFile(join(home, '.capabilities')), ...fromTools(env), ...fromAgent(agentName, home)];
  for (const [name, value] of all) {
    const key = name.toLowerCase();
    found.set(key, [found.get(key)?.[0] ?? name, value]);
  }
  return Object.fromEntries(found.values());
}

type Capabilities = [name: string, value: string][];

function fromEnvironment(env: Environment): Capabilities {
  const ignored = new Set([...IGNORED_VARIABLES, ...(env['VSO_AGENT_IGNORE'] ?? '').split(',').map((name) => name.trim())]);
  return Object.entries(env)
    .map(([name, value]): [string, string] => [name, value ?? ''])
    .filter(([name, value]) => !ignored.has(name) && value.length < TOO_LONG);
}

/** Lines `name=value`; any other line is skipped (UserCapabilitiesProvider.cs). */
function fromFile(file: string): Capabilities {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line.indexOf('=') > 0)
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
}

function fromTools(env: Environment): Capabilities {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return Object.entries(TOOLS).flatMap(([name, programs]): Capabilities => {
    const path = programs.flatMap((program) => folders.map((folder) => join(folder, program))).find(isExecutable);
    return path === undefined ? [] : [[name, path]];
  });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Source: AgentCapabilitiesProvider.cs. */
function fromAgent(agentName: string, home: string): Capabilities {
  return [
    ['Agent.Name', agentName],
    ['Agent.OS', 'Linux'],
    ['Agent.OSArchitecture', process.arch.toUpperCase()],
    ['InteractiveSession', 'True'],
    ['Agent.Version', AGENT_VERSION],
    ['Agent.ComputerName', hostname()],
    ['Agent.HomeDirectory', home],
  ];
}
