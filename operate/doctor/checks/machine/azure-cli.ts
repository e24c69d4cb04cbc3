import * as z from 'zod/mini';
import { MISSING, needsAzureCli } from '../../../lib/requirements/azure';
import type { Check } from '../../check';
import type { ToolContext } from '../../facts/machine/context';
import { outputIfInstalled } from '../../facts/machine/program';
import { fail, pass, warn } from '../../outcome';

const versions = z.object({ 'azure-cli': z.string() });

export const azureCli: Check<Pick<ToolContext, 'config' | 'environment' | 'run'>> = {
  id: 'azure-cli',
  title: 'Azure CLI',
  run: async ({ config, environment, run }) => {
    const output = await outputIfInstalled(run('az', ['version', '--output', 'json']));
    const { advice } = MISSING.azureCli;
    if (output !== undefined) return pass(`az ${z.parse(versions, JSON.parse(output))['azure-cli']}`);
    if (needsAzureCli(config, environment)) return fail('not found', advice);
    return warn('not found; a deploy signs in with ARM_CLIENT_ID without it, but nothing in Azure can be checked', advice);
  },
};
