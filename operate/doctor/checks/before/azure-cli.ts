import * as z from 'zod/mini';
import { deployFaults } from '../../../preflight/deploy-faults';
import { needsAzureCli } from '../../../preflight/deploy-problems';
import type { Check } from '../../check';
import type { DoctorContext } from '../../context';
import { outputIfThere } from '../../facts/program';
import { fail, pass, warn } from '../../outcome';

const versions = z.object({ 'azure-cli': z.string() });

export const azureCli: Check<Pick<DoctorContext, 'config' | 'environment' | 'run'>> = {
  id: 'azure-cli',
  title: 'The Azure CLI is there',
  phase: 'before',
  run: async ({ config, environment, run }) => {
    const output = await outputIfThere(run('az', ['version', '--output', 'json']));
    const { finding, advice } = deployFaults.noAzureCli;
    if (output !== undefined) return pass(`az ${z.parse(versions, JSON.parse(output))['azure-cli']}`);
    if (needsAzureCli(config, environment)) return fail(finding, advice);
    return warn(`${finding}; a deploy signs in by ARM_CLIENT_ID without it, but nothing in Azure can be checked`, advice);
  },
};
