import type { Config } from '../../config/types';
import { printWarnings } from '../../operate/lib/print-warnings';
import { deployFindings, wouldFail } from '../../operate/preflight/deploy-findings';
import { thisWorkstation } from '../../operate/preflight/this-workstation';

/**
 * Prints the warnings of a config, and makes sure that this workstation can do the work.
 * @param work "deploy", "destroy" or "plan" @throws Error that lists everything that is missing
 */
export function requireWorkstation(work: string, config: Config, environment: NodeJS.ProcessEnv): void {
  printWarnings(config);
  const findings = deployFindings(config, thisWorkstation(environment));
  if (findings.length > 0) throw new Error(wouldFail(work, findings));
}
