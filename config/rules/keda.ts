import { KEDA_VERSIONS, type KedaVersion, NEWEST_KEDA_VERSION, supportsScaler } from '../keda-version';
import type { Rule } from './rule';

/** The oldest version that can poll the scaler. Later ones can too. */
const OLDEST_WITH_SCALER = (Object.keys(KEDA_VERSIONS) as KedaVersion[]).find(supportsScaler);

/** With keda.trigger `metrics-api`, KEDA polls the scaler every second, and must give up on an answer before it is due again. */
export const scalerVersionRule: Rule = ({ keda }) => {
  if (keda?.version === undefined || keda.trigger !== 'metrics-api' || supportsScaler(keda.version)) return [];
  return [
    {
      path: 'keda.version',
      rule: `must be ${OLDEST_WITH_SCALER} or later with keda.trigger "metrics-api", whose timeout older versions do not have`,
      value: keda.version,
      remedy: `${keda.kind === 'existing' ? 'upgrade that KEDA' : `use ${NEWEST_KEDA_VERSION}`}, or set keda.trigger to 'azure-pipelines'`,
    },
  ];
};

/** KEDA's own scaler does not know parallel jobs, so the option would not act. */
export const parallelJobsRule: Rule = ({ keda, azureDevOps }) => {
  const parallelJobs = azureDevOps?.parallelJobs;
  if (keda?.trigger !== 'azure-pipelines' || parallelJobs === undefined || parallelJobs === 'bought') return [];
  return [
    {
      path: 'azureDevOps.parallelJobs',
      rule: 'must be left out with keda.trigger "azure-pipelines", which does not count parallel jobs',
      value: parallelJobs,
      remedy: "leave it out, or set keda.trigger to 'metrics-api'",
    },
  ];
};
