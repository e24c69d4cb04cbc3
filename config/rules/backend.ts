import { below, type Problem } from '../problems/problem';
import { wordsOf } from '../text/pattern';
import type { Rule } from './rule';

type Arguments = Readonly<Record<string, unknown>>;

/** Arguments of Terraform's backends that hold a credential. `secret_suffix` of the backend kubernetes is part of a name. */
const CREDENTIAL =
  /(?:^|_)(?:token|password|passwd|credentials|conn_str|secret_id|access_key|secret_key|encryption_key|customer_key|private_key)$|_(?:key|secret)_pem$|^client_secret$/;

const CONFIG = 'backend.config';

/** Other backends get their arguments as they are: without credentials, which would be in the config, and with a state for each stack. */
export const backendRule: Rule = ({ backend }) => {
  if (backend?.kind !== 'other' || backend.config === undefined) return [];
  return [...credentials(backend.config, CONFIG), ...sharedState(backend.config)];
};

function credentials(value: unknown, path: string): readonly Problem[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const at = Array.isArray(value) ? path : below(path, key);
    return CREDENTIAL.test(key) ? [credentialAt(at, part)] : credentials(part, at);
  });
}

const credentialAt = (path: string, value: unknown): Problem => ({
  path,
  rule: 'must be left out, because it is a credential',
  value,
  remedy:
    'remove it, and set the variable of the environment that the backend reads, such as AWS_SECRET_ACCESS_KEY, PG_CONN_STR or TF_HTTP_PASSWORD',
});

function sharedState(config: Arguments): readonly Problem[] {
  if (textsOf(config).some((text) => wordsOf(text).includes('stack'))) return [];
  return [
    {
      path: CONFIG,
      rule: 'must contain {stack} in one of its texts, otherwise all stacks would have the same state',
      value: config,
      remedy: 'write it into the name of the state, like key: "agents/{stack}.tfstate"',
    },
  ];
}

const textsOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
};
