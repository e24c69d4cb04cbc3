import { KEDA_VERSIONS, type KedaVersion } from '../../config/keda-version';
import { isSupportedKeda } from './scene/environment';

/** Lists why a cluster's KEDA cannot be used. @param wanted the version that --keda names, if any */
export function kedaFaults(image: string, wanted: KedaVersion | undefined): readonly string[] {
  const found = kedaVersionOf(image);
  if (found === undefined)
    return wanted === undefined ? [`the version of its KEDA is not in the image's name ${image}: name it with --keda`] : [];
  if (wanted !== undefined && found !== wanted) return [`its KEDA is ${found}, but --keda says ${wanted}`];
  return isSupportedKeda(found)
    ? []
    : [`its KEDA is ${found}, which this project does not support: ${Object.keys(KEDA_VERSIONS).join(', ')}`];
}

/** Returns the version in the tag of an image; undefined if the tag is not a version. */
export const kedaVersionOf = (image: string): string | undefined => /:v?(\d+\.\d+\.\d+)/.exec(image)?.[1];
