import { capabilitiesFor } from '../demands';
import { CREDENTIAL_VARIABLES, OWN_VARIABLES } from '../own-variables';
import { below, type Problem } from '../problems/problem';
import type { PartialConfig } from '../types';
import type { Rule } from './rule';

/** The variables that entries can't set, with the reason. */
const RESERVED: readonly { readonly names: (name: string) => boolean; readonly rule: string; readonly remedy: string }[] = [
  {
    names: (name) => OWN_VARIABLES.some((own) => own === name),
    rule: 'is a setting of the program in the image, which hides it from jobs',
    remedy: 'choose another name',
  },
  {
    names: (name) => CREDENTIAL_VARIABLES.some((own) => own === name),
    rule: 'belongs to the sign-in of the program in the image, which hides it from jobs',
    remedy: 'set it in the step of the pipeline that needs it',
  },
  {
    names: (name) => name === 'VSO_AGENT_IGNORE',
    rule: 'is the list of variables that are not capabilities, and the program in the image writes it',
    remedy: 'remove it; to add to the list, use ENV in the Dockerfile of your own image',
  },
  {
    names: (name) => name.startsWith('VSTS_AGENT_INPUT_'),
    rule: 'is an argument of config.sh, and the program in the image sets it',
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
    remedy: 'set it in the step of the pipeline that needs it, or with ENV in your own image, see docs/agent-image.md',
  },
];

/** The most bytes of one variable, with its name, "=" and the NUL at its end (MAX_ARG_STRLEN of Linux). */
const MAX_VARIABLE_BYTES = 128 * 1024;

/** The most bytes of all variables: a Kubernetes object may have 1.5 MiB (etcd), the environment of a program 2 MiB. */
const MAX_TOTAL_BYTES = 1024 * 1024;

/** Rejects reserved variables, and variables that are too large to start a program with. */
export const environmentRule: Rule = ({ agentPools }: PartialConfig) =>
  (agentPools ?? []).flatMap((entry, index) => {
    const path = below('agentPools', index, 'env');
    const env = Object.entries(entry?.env ?? {});
    return [
      ...env.flatMap(([name]) => reservedProblem(path, name)),
      ...env.flatMap((variable) => sizeProblem(path, variable)),
      ...sumProblem(path, env),
    ];
  });

function reservedProblem(path: string, name: string): readonly Problem[] {
  const reserved = RESERVED.find(({ names }) => names(name));
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
  (agentPools ?? []).flatMap((entry, index) => {
    if (entry?.demands === undefined || entry.capabilities === undefined) return [];
    const all = Object.entries(capabilitiesFor(entry.demands, entry.capabilities));
    const size = all.reduce((total, [name, value]) => total + bytes(name, value), Buffer.byteLength('AZP_CAPABILITIES'));
    if (size <= MAX_VARIABLE_BYTES) return [];
    const rule = 'must be at most 128 KiB, including those that demands add';
    return [{ path: below('agentPools', index, 'capabilities'), rule, value: `${size} bytes`, remedy: 'remove some' }];
  });
