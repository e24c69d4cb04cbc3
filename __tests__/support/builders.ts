import { parseConfig } from '../../config/parse';
import { ConfigError, sentence } from '../../config/problems/config-error';
import type { Config } from '../../config/types';

/** A config as a person writes it, loose enough that tests can break it. */
export type Draft = Record<string, unknown>;

/** The least that a config must say. */
export function aDraft(changes: Draft = {}): Draft {
  return {
    name: 'pipelines',
    location: 'westeurope',
    azureDevOps: { organizationUrl: 'https://dev.azure.com/example' },
    agentPools: [{ name: 'linux' }],
    ...changes,
  };
}

/** The least that a config with runner pools alone must say. */
export function aGitHubDraft(changes: Draft = {}): Draft {
  return {
    name: 'pipelines',
    location: 'westeurope',
    gitHub: { url: 'https://github.com/contoso', auth: { kind: 'app', clientId: 'Iv23liAbCdEf0123456789', installationId: 12345 } },
    runnerPools: [{ name: 'gh-linux' }],
    ...changes,
  };
}

/** The checked config of `aDraft`, with its defaults. */
export function aConfig(changes: Draft = {}): Config {
  return parseConfig(aDraft(changes));
}

/** The checked config of `aGitHubDraft`, with its defaults. */
export function aGitHubConfig(changes: Draft = {}): Config {
  return parseConfig(aGitHubDraft(changes));
}

/** A copy of a draft with another value at a path like `agentPools.0.maxAgents`; undefined removes the value there. */
export function withValue(draft: Draft, path: string | readonly string[], value: unknown): Draft {
  const copy = structuredClone(draft);
  const keys = typeof path === 'string' ? path.split('.') : [...path];
  const last = keys.pop() as string;
  let part = copy;
  for (const key of keys) {
    part[key] ??= {};
    part = part[key] as Draft;
  }
  if (value === undefined) delete part[last];
  else part[last] = value;
  return copy;
}

/** Every problem of a draft, as it would be printed. */
export function problemsOf(draft: unknown): readonly string[] {
  try {
    parseConfig(draft);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(sentence);
  }
}
