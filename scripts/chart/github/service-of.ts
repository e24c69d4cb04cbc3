import { FIXED_NAMES } from '../../../config/names';
import type { Config, GitHubConfig } from '../../../config/types';
import type { ChartValues } from '../values/chart-values';

type SecretSource = Extract<GitHubConfig['auth'], { kind: 'app' }>['key'];

/** The values of the service that a config has runner pools of. None without one. */
export function runnersServiceOf({ gitHub }: Config): Pick<ChartValues, 'gitHub'> {
  if (gitHub === undefined) return {};
  const { auth, ...service } = gitHub;
  return {
    gitHub: {
      ...service,
      auth: auth.kind === 'app' ? { ...auth, key: secretOf(auth.key) } : { ...auth, token: secretOf(auth.token) },
    },
  };
}

/** The Secret that the agents stack creates from a variable of Terraform has a fixed name. */
const secretOf = (source: SecretSource) => ({ secret: source.kind === 'existing' ? source.secret : FIXED_NAMES.gitHubSecret });
