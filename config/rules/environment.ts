import { capabilitiesFor } from '../demands';
import { CREDENTIAL_VARIABLES, OWN_VARIABLES } from '../own-variables';
import { below, type Problem } from '../problems/problem';
import { eachAgentPool, eachEntry, type List, listOf } from './each-entry';
import type { Rule } from './rule';

/** Variables that entries can't set. */
interface Reserved {
  readonly names: RegExp;
  /** Why, as the rest of the sentence that starts with the path. */
  readonly rule: string;
  readonly remedy: string;
}

const anyOf = (names: readonly string[]): RegExp => new RegExp(`^(?:${names.join('|')})$`);

/** The variables that entries of both lists can't set. */
function reservedInBoth(pod: string, step: string): readonly Reserved[] {
  return [
    {
      names: anyOf(OWN_VARIABLES),
      rule: 'is a setting of the program in the image, which hides it from jobs',
      remedy: 'choose another name',
    },
    {
      names: anyOf(CREDENTIAL_VARIABLES),
      rule: 'belongs to the sign-in of the program in the image, which hides it from jobs',
      remedy: `set it in ${step} that needs it`,
    },
    {
      names: anyOf(['KUBERNETES_SERVICE_HOST', 'KUBERNETES_SERVICE_PORT']),
      rule: 'is how the program in the image finds the API server',
      remedy: `set it in ${step} that needs it`,
    },
    {
      // The shell of config.sh and run.sh, the loader of every program, Node.js and .NET read these before anything else runs.
      names: /^(?:PATH|HOME|ENV|BASH_ENV|SHELLOPTS|BASHOPTS|LD_\w+|GLIBC_TUNABLES|NODE_OPTIONS|DOTNET_STARTUP_HOOKS|CORECLR_\w+)$/,
      rule: `changes how the ${pod} itself starts`,
      remedy: `set it in ${step} that needs it, or with ENV in your own image, see docs/agent-image.md`,
    },
  ];
}

/** The variables that entries of a list can't set. */
export const RESERVED: Readonly<Record<List, readonly Reserved[]>> = {
  agentPools: [
    ...reservedInBoth('agent', 'the step of the pipeline'),
    {
      names: /^VSO_AGENT_IGNORE$/,
      rule: 'is the list of variables that are not capabilities, and the program in the image writes it',
      remedy: 'remove it; to add to the list, use ENV in the Dockerfile of your own image',
    },
    {
      names: /^VSTS_AGENT_INPUT_/,
      rule: 'is an argument of config.sh, and the program in the image sets it',
      remedy: 'choose another name',
    },
  ],
  runnerPools: [
    ...reservedInBoth('runner', 'the step of the workflow'),
    {
      // The runner compares the beginning without regard to case (actions/runner, CommandSettings.cs).
      names: /^ACTIONS_RUNNER_INPUT_/i,
      rule: 'is an argument of the runner, which removes it from the environment',
      remedy: 'choose another name',
    },
    {
      // ACTIONS_RUNNER_RETURN_JOB_RESULT_FOR_HOSTED, ACTIONS_RUNNER_RETURN_VERSION_DEPRECATED_EXIT_CODE.
      names: /^ACTIONS_RUNNER_RETURN_/,
      rule: 'changes the exit code of the runner, which tells the program in the image how it ended',
      remedy: 'remove it',
    },
  ],
};

/** The most bytes of one variable, with its name, "=" and the NUL at its end (MAX_ARG_STRLEN of Linux). */
export const MAX_VARIABLE_BYTES = 128 * 1024;

/** The most bytes of all variables: a Kubernetes object may have 1.5 MiB (etcd), the environment of a program 2 MiB. */
export const MAX_TOTAL_BYTES = 1024 * 1024;

/** Rejects reserved variables, and variables that are too large to start a program with. */
export const environmentRule: Rule = (config) =>
  eachEntry(config, (entry, entryPath) => {
    const path = below(entryPath, 'env');
    const env = Object.entries(entry.env ?? {});
    const reserved = RESERVED[listOf(entry)];
    return [
      ...env.flatMap(([name]) => reservedProblem(path, name, reserved)),
      ...env.flatMap((variable) => sizeProblem(path, variable)),
      ...sumProblem(path, env),
    ];
  });

function reservedProblem(path: string, name: string, all: readonly Reserved[]): readonly Problem[] {
  const reserved = all.find(({ names }) => names.test(name));
  return reserved === undefined ? [] : [{ path: below(path, name), rule: reserved.rule, value: name, remedy: reserved.remedy }];
}

const bytes = (name: string, value: string) => Buffer.byteLength(name) + Buffer.byteLength(value) + 2;

function sizeProblem(path: string, [name, value]: readonly [string, string]): readonly Problem[] {
  const size = bytes(name, value);
  if (size <= MAX_VARIABLE_BYTES) return [];
  const rule = 'must be at most 128 KiB together with its name, otherwise no program can start';
  return [
    { path: below(path, name), rule, value: `${size} bytes`, remedy: 'put it into a file: in the repository, a secure file or the image' },
  ];
}

function sumProblem(path: string, env: readonly (readonly [string, string])[]): readonly Problem[] {
  const sum = env.reduce((total, [name, value]) => total + bytes(name, value), 0);
  if (sum <= MAX_TOTAL_BYTES) return [];
  return [{ path, rule: 'must be at most 1 MiB in total', value: `${sum} bytes`, remedy: 'put long values into files' }];
}

/** The agents get their capabilities in one variable, AZP_CAPABILITIES. */
export const capabilitiesSizeRule: Rule = ({ agentPools }) =>
  eachAgentPool(agentPools, (entry, path) => {
    if (entry.demands === undefined || entry.capabilities === undefined) return [];
    const all = Object.entries(capabilitiesFor(entry.demands, entry.capabilities));
    const size = all.reduce((total, [name, value]) => total + bytes(name, value), Buffer.byteLength('AZP_CAPABILITIES'));
    if (size <= MAX_VARIABLE_BYTES) return [];
    const rule = 'must be at most 128 KiB, including those that demands add';
    return [{ path: below(path, 'capabilities'), rule, value: `${size} bytes`, remedy: 'remove some' }];
  });
