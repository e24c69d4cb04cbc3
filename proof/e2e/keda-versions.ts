import type { KedaVersion } from '../../config/keda-version';
import { noSuch } from '../lib/command';

/** Versions of KEDA that the cluster can run, the newest last. Each is built from the folder proof/e2e/programs/keda-<version>. */
export const TESTED_KEDA_VERSIONS = ['2.20.2', '2.21.0'] as const satisfies readonly KedaVersion[];

/** The version for a run that names none. */
export const NEWEST_TESTED_KEDA_VERSION: KedaVersion = '2.21.0';

/** Returns the version that an option names. @throws UsageError if the cluster cannot run it */
export function testedKedaVersion(text: string): KedaVersion {
  const version = TESTED_KEDA_VERSIONS.find((each) => each === text);
  if (version === undefined) throw noSuch('KEDA version', text, TESTED_KEDA_VERSIONS);
  return version;
}
