import { gitHubOf } from '../../../../config/services';
import { WARN } from '../../../../config/timings';
import { milliseconds } from '../../../../lib/duration';
import type { Check } from '../../check';
import type { GitHubContext } from '../../facts/github/context';
import { unmetIfRefused } from '../../facts/github/errors';
import { fail, pass, warn } from '../../outcome';

type Context = Pick<GitHubContext, 'config' | 'gitHub' | 'now' | 'remedies'>;

/** GitHub says with each answer when a personal access token expires. Without an answer, the config may say it. */
export const gitHubTokenExpiry: Check<Context> = {
  id: 'github-token-expiry',
  title: 'Expiry of the token for GitHub',
  run: async (context) => {
    const { auth } = gitHubOf(context.config);
    if (auth.kind === 'app') return pass('the key of an App does not expire, and its tokens are fetched when they are needed');
    const { expiresAt, by } = await expiry(context, auth.expiresOn);
    const { source } = context.gitHub().credential;
    if (expiresAt === undefined) return pass(`${source} does not expire, as far as GitHub says`);
    const days = Math.floor(milliseconds(expiresAt - context.now).days);
    if (days < 0) return fail(`${source} has expired, according to ${by}`, context.remedies.newGitHubToken);
    const finding = `${source} expires in ${days} ${days === 1 ? 'day' : 'days'}, according to ${by}`;
    return days < WARN.tokenExpiry.days ? warn(finding, context.remedies.newGitHubToken) : pass(finding);
  },
};

/** When the token expires, and who says so. The option names the last day on which it works: this takes the end of that day in UTC. */
async function expiry({ gitHub }: Context, expiresOn: string | undefined) {
  const token = await gitHub()
    .personalToken()
    .catch((error: unknown) => (expiresOn === undefined ? unmetIfRefused(error) : undefined));
  if (token?.expiresAt !== undefined) return { expiresAt: token.expiresAt, by: 'GitHub' };
  return { expiresAt: expiresOn === undefined ? undefined : Date.parse(`${expiresOn}T23:59:59Z`), by: 'gitHub.auth.expiresOn' };
}
