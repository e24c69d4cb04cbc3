import type { Check } from '../../check';
import type { DoctorContext } from '../../context';
import { capability, withSkus } from '../../facts/vm-skus';
import { fail, pass, warn } from '../../outcome';

/** What docker/ is built for. */
const BUILT_FOR = 'x64';

export const vmArchitecture: Check<Pick<DoctorContext, 'config' | 'image' | 'vmSkus'>> = {
  id: 'vm-architecture',
  title: 'The nodes can run the agent image',
  phase: 'before',
  run: async ({ config, image, vmSkus }) => {
    const pools = withSkus(config, await vmSkus()).map(({ path, sku }) => ({
      which: `${path}.vmSize ${sku.name}`,
      architecture: capability(sku, 'CpuArchitectureType') ?? BUILT_FOR,
    }));
    const others = pools
      .filter(({ architecture }) => architecture !== BUILT_FOR)
      .map(({ which, architecture }) => `${which} has processors of the kind ${architecture}`)
      .join('; ');
    if (others === '') return pass(`all sizes have processors of the kind ${BUILT_FOR}`);
    if (config.image.kind === 'build')
      return fail(`${others}, and the agent image is built for ${BUILT_FOR}`, 'choose a size without "p" in its name');
    return warn(`${others}: whether ${image} is built for these too can't be told`, `look at it: docker manifest inspect ${image}`);
  },
};
