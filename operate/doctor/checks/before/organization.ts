import { DevOpsError } from '../../../../providers/azure-devops/client/error';
import { deployFaults, isExampleOrganization } from '../../../preflight/deploy-faults';
import type { Check } from '../../check';
import type { DoctorContext } from '../../context';
import { devopsWords } from '../../facts/devops';
import { fail, type Outcome, pass, skip } from '../../outcome';

export const organization: Check<Pick<DoctorContext, 'connection' | 'devops'>> = {
  id: 'organization',
  title: "The organisation's URL answers",
  phase: 'before',
  run: async ({ connection: { url }, devops }) => {
    if (isExampleOrganization(url)) return fail(deployFaults.exampleOrganization.finding, deployFaults.exampleOrganization.advice);
    try {
      await devops.identity();
      return pass(`${url} answers`);
    } catch (error) {
      if (error instanceof DevOpsError) return ofRefusal(url, error);
      throw error;
    }
  },
};

function ofRefusal(url: string, error: DevOpsError): Outcome {
  const words = devopsWords(error);
  if (error.fault === 'signIn' && error.status === 0) return skip('there is no token to ask with, see the check "devops-token"');
  switch (error.fault) {
    case 'absent':
      return fail(`${url}: ${words}`, 'check azureDevOps.organizationUrl: there is no such organisation, or it was renamed');
    case 'transient':
      return fail(`${url}: ${words}`, unreachable(error));
    case 'signIn':
    case 'right':
    case 'refused':
      // Azure DevOps asks for a sign-in before it says whether there is such an organisation.
      return pass(`${url} answers (${error.status}), but refuses the token, so it may be another's`);
  }
}

const unreachable = ({ status }: DevOpsError): string =>
  status === 0
    ? 'check azureDevOps.organizationUrl, the network, and whether this machine trusts the certificate (NODE_EXTRA_CA_CERTS); a proxy is not supported'
    : 'try again later; https://status.dev.azure.com tells whether Azure DevOps is well';
