import { DevOpsError } from '../../../../providers/azure-devops/client/error';
import { EXAMPLE_ORGANIZATION, isExampleOrganization } from '../../../lib/azure-devops/requirements';
import { NoToken } from '../../../lib/azure-devops/sign-in';
import type { Check } from '../../check';
import type { AzureDevOpsContext } from '../../facts/azure-devops/context';
import { devopsMessage, NO_TOKEN_HERE } from '../../facts/azure-devops/errors';
import { fail, type Outcome, pass, skip } from '../../outcome';

export const organization: Check<Pick<AzureDevOpsContext, 'devops'>> = {
  id: 'organization',
  title: 'Azure DevOps organisation',
  run: async ({ devops }) => {
    const { url } = devops;
    if (isExampleOrganization(url)) return fail(EXAMPLE_ORGANIZATION.finding, EXAMPLE_ORGANIZATION.advice);
    try {
      await devops.identity();
      return pass(`${url} answers`);
    } catch (error) {
      if (error instanceof DevOpsError) return outcomeOfError(url, error);
      throw error;
    }
  },
};

function outcomeOfError(url: string, error: DevOpsError): Outcome {
  const message = devopsMessage(error);
  if (error instanceof NoToken) return skip(NO_TOKEN_HERE);
  switch (error.fault) {
    case 'absent':
      return fail(`${url}: ${message}`, 'check azureDevOps.organizationUrl: this organisation does not exist, or it was renamed');
    case 'transient':
      return fail(`${url}: ${message}`, unreachable(error));
    case 'signIn':
    case 'right':
    case 'refused':
      // Azure DevOps requires a sign-in before it says whether the organisation exists.
      return pass(`${url} answers (${error.status}), but refuses the token, so this may be the wrong organisation`);
  }
}

const unreachable = ({ status }: DevOpsError): string =>
  status === 0
    ? 'check azureDevOps.organizationUrl, the network, and whether this machine trusts the certificate (NODE_EXTRA_CA_CERTS); a proxy is not supported'
    : 'try again later; https://status.dev.azure.com shows outages of Azure DevOps';
