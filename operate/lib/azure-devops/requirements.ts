import type { Config } from '../../../config/types';
import type { Finding } from '../finding';
import { TOKEN_VARIABLE } from './sign-in';

export const NO_TOKEN: Finding = {
  finding: `${TOKEN_VARIABLE} is not set`,
  advice: 'export it with a personal access token of scope Agent Pools (read, manage)',
};

export const EXAMPLE_ORGANIZATION: Finding = {
  finding: 'azureDevOps.organizationUrl is still that of the example',
  advice: 'name your organisation',
};

/** Whether the URL of the organisation is the one in the example config. */
export const isExampleOrganization = (url: string): boolean => url.endsWith('/your-organisation');

/** What a deploy lacks of Azure DevOps, as far as config and environment show. */
export function azureDevOpsFindings({ azureDevOps }: Pick<Config, 'azureDevOps'>, environment: NodeJS.ProcessEnv): readonly Finding[] {
  if (azureDevOps === undefined) return [];
  const { organizationUrl, auth } = azureDevOps;
  const hasToken = Boolean(environment[TOKEN_VARIABLE]?.trim());
  return [
    ...(isExampleOrganization(organizationUrl) ? [EXAMPLE_ORGANIZATION] : []),
    ...(auth.kind === 'pat' && auth.token === undefined && !hasToken ? [NO_TOKEN] : []),
  ];
}
