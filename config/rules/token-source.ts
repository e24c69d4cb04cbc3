import { below } from '../problems/problem';
import { AGENT_POOLS } from '../services';
import type { Rule } from './rule';

const AUTH = below(AGENT_POOLS.option, 'auth');

/** The number of a token is about the variable azp_token, which a token in a Secret does not use. */
export const tokenRevisionRule: Rule = (config) => {
  const auth = config[AGENT_POOLS.option]?.auth;
  if (auth?.kind !== 'pat' || !('token' in auth) || auth.revision === undefined || auth.revision === 1) return [];
  return [
    {
      path: below(AUTH, 'revision'),
      rule: `must be left out with ${below(AUTH, 'token')}: Terraform writes no token then`,
      value: auth.revision,
      remedy: `remove it, or remove ${below(AUTH, 'token')} to take the token from the variable azp_token`,
    },
  ];
};
