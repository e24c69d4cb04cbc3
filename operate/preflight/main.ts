import { projectOf, withConfig } from '../../config/project';
import { printWarnings } from '../lib/print-warnings';
import { deployFindings, wouldFail } from './deploy-findings';
import { thisWorkstation } from './this-workstation';

/** What npm runs after this: "deploy" or "destroy". */
const [work = 'deploy'] = process.argv.slice(2);

// Reports everything that is missing before Terraform changes anything.
withConfig(projectOf(__dirname), (config) => {
  printWarnings(config);
  const findings = deployFindings(config, thisWorkstation(process.env));
  if (findings.length === 0) return;
  console.error(wouldFail(work, findings));
  process.exitCode = 1;
});
