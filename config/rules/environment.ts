import { capabilitiesFor } from '../demands';
import { credentialVariables, ownVariables } from '../own-variables';
import { below, type Problem } from '../problem';
import type { PartialConfig } from '../types';
import type { Rule } from './rule';

/** Variables that entries can't set, each kind with the reason. */
const TAKEN: readonly { readonly names: (name: string) => boolean; readonly rule: string; readonly remedy: string }[] = [
  {
    names: (name) => ownVariables.some((own) => own === name),
    rule: 'is a setting of the program in the image, which keeps it from jobs',
    remedy: 'choose another name',
  },
  {
    names: (name) => credentialVariables.some((own) => own === name),
    rule: 'belongs to the sign-in of the program in the image, which keeps it from jobs',
    remedy: 'set it in the step of the pipeline that needs it',
  },
  {
    names: (name) => name === 'VSO_AGENT_IGNORE',
    rule: 'is the list of variables that are no capabilities, which the program in the image writes',
    remedy: 'leave it out; ENV in the Dockerfile of an image of your own adds to the list',
  },
  {
    names: (name) => name.startsWith('VSTS_AGENT_INPUT_'),
    rule: 'is an argument to config.sh, which the program in the image gives',
    remedy: 'choose another name',
  },
  {
    names: (name) => name === 'KUBERNETES_SERVICE_HOST' || name === 'KUBERNETES_SERVICE_PORT',
    rule: 'is how the program in the image finds the API server',
    remedy: 'set it in the step of the pipeline that needs it',
  },
  {
    // The shell of config.sh and run.sh, the loader of every program, Node.js and .NET read these before anything else runs.
    names: (name) =>
      /^(?:PATH|HOME|ENV|BASH_ENV|SHELLOPTS|BASHOPTS|LD_\w+|GLIBC_TUNABLES|NODE_OPTIONS|DOTNET_STARTUP_HOOKS|CORECLR_\w+)$/.test(name),
    rule: 'changes how the agent itself starts',
    remedy: 'set it in the step of the pipeline that needs it, or by ENV in an image of your own, see docs/agent-image.md',
  },
];

/** Bytes of one variable with its name, "=" and the NUL at the end that Linux starts a program with (MAX_ARG_STRLEN). */
const MAX_VARIABLE = 128 * 1024;

/** Bytes of all variables: an object of Kubernetes may have 1.5 MiB (etcd), and the environment of a program 2 MiB. */
const MAX_TOGETHER = 1024 * 1024;

/** Variables that are taken, and those that no program could be started with. */
export const environmentRule: Rule = ({ agentPools }: PartialConfig) =>
  (agentPools ?? []).flatMap((pool, index) => {
    const path = below(below('agentPools', index), 'env');
    const env = Object.entries(pool?.env ?? {});
    return [
      ...env.flatMap(([name]) => takenProblem(path, name)),
      ...env.flatMap((variable) => sizeProblem(path, variable)),
      ...sumProblem(path, env),
    ];
  });

function takenProblem(path: string, name: string): readonly Problem[] {
  const taken = TAKEN.find(({ names }) => names(name));
  return taken === undefined ? [] : [{ path: below(path, name), rule: taken.rule, value: name, remedy: taken.remedy }];
}

const bytes = (name: string, value: string) => Buffer.byteLength(name) + Buffer.byteLength(value) + 2;

function sizeProblem(path: string, [name, value]: readonly [string, string]): readonly Problem[] {
  const size = bytes(name, value);
  if (size <= MAX_VARIABLE) return [];
  const rule = 'must be at most 128 KiB together with its name, or no program can start';
  return [
    { path: below(path, name), rule, value: `${size} bytes`, remedy: 'put it into a file: in the repository, a secure file or the image' },
  ];
}

function sumProblem(path: string, env: readonly (readonly [string, string])[]): readonly Problem[] {
  const sum = env.reduce((total, [name, value]) => total + bytes(name, value), 0);
  if (sum <= MAX_TOGETHER) return [];
  return [{ path, rule: 'must be at most 1 MiB in all', value: `${sum} bytes`, remedy: 'put long values into files' }];
}

/** The agents get all capabilities in one variable. */
export const capabilitiesSizeRule: Rule = ({ agentPools }) =>
  (agentPools ?? []).flatMap((pool, index) => {
    if (pool?.demands === undefined || pool.capabilities === undefined) return [];
    const all = Object.entries(capabilitiesFor(pool.demands, pool.capabilities));
    const size = all.reduce((total, [name, value]) => total + bytes(name, value), Buffer.byteLength('AZP_CAPABILITIES'));
    if (size <= MAX_VARIABLE) return [];
    const rule = 'must be at most 128 KiB together with what demands add';
    return [{ path: below(below('agentPools', index), 'capabilities'), rule, value: `${size} bytes`, remedy: 'leave some out' }];
  });
