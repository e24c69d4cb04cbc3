import type { Check } from '../../check';
import type { AzureContext } from '../../facts/azure/context';
import { capability, withSkus } from '../../facts/azure/vm-skus';
import { fail, NOT_OURS, pass, skip, warn } from '../../outcome';

/** The processors that docker/ is built for. */
const BUILT_FOR = 'x64';

export const vmArchitecture: Check<Pick<AzureContext, 'config' | 'images' | 'vmSkus'>> = {
  id: 'vm-architecture',
  title: 'Processors of the nodes',
  run: async ({ config, images, vmSkus }) => {
    if (config.cluster.kind === 'existing') return skip(NOT_OURS);
    const pools = withSkus(config, await vmSkus()).map(({ path, sku }) => ({
      which: `${path}.vmSize ${sku.name}`,
      architecture: capability(sku, 'CpuArchitectureType') ?? BUILT_FOR,
    }));
    const others = pools
      .filter(({ architecture }) => architecture !== BUILT_FOR)
      .map(({ which, architecture }) => `${which} has processors of the kind ${architecture}`)
      .join('; ');
    if (others === '') return pass(`all sizes have processors of the kind ${BUILT_FOR}`);
    const used = [
      ...(config.agentPools.length === 0 ? [] : [{ name: 'the agent image', reference: images.agent, kind: config.image.kind }]),
      ...(config.runnerPools.length === 0 ? [] : [{ name: 'the runner image', reference: images.runner, kind: config.runnerImage.kind }]),
    ];
    const built = used.find(({ kind }) => kind === 'build');
    if (built !== undefined) return fail(`${others}, and ${built.name} is built for ${BUILT_FOR}`, 'choose a size without "p" in its name');
    const references = used.map(({ reference }) => reference);
    return warn(
      `${others}: whether ${references.join(' and ')} is also built for these is not known`,
      `see which processors it is built for: docker manifest inspect ${references[0]}`,
    );
  },
};
