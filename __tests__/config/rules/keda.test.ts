import { KEDA_VERSIONS, type KedaVersion } from '../../../config/keda-version';
import { aDraft, problemsOf } from '../../support/builders';

const VERSIONS = Object.keys(KEDA_VERSIONS) as KedaVersion[];

describe('keda.version', () => {
  test.each(VERSIONS)('%s may poll Azure DevOps itself', (version) => {
    expect(problemsOf(aDraft({ keda: { version, trigger: 'azure-pipelines' } }))).toEqual([]);
  });

  test.each(['2.18.3', '2.19.0'])('%s may not poll the scaler', (version) => {
    expect(problemsOf(aDraft({ keda: { version, trigger: 'metrics-api' } }))).toEqual([
      `keda.version must be 2.20.0 or later with keda.trigger "metrics-api", whose timeout older versions do not have, got "${version}": use 2.21.0, or set keda.trigger to 'azure-pipelines'`,
    ]);
  });

  test.each(['2.20.0', '2.20.1', '2.20.2', '2.21.0'])('%s may poll the scaler', (version) => {
    expect(problemsOf(aDraft({ keda: { version, trigger: 'metrics-api' } }))).toEqual([]);
  });
});

describe('azureDevOps.parallelJobs', () => {
  const problems = (trigger: string, parallelJobs: unknown) =>
    problemsOf(aDraft({ keda: { trigger }, azureDevOps: { organizationUrl: 'https://dev.azure.com/example', parallelJobs } }));

  test.each([
    ['unlimited', '"unlimited"'],
    [3, '3'],
  ])('%p would not act while KEDA polls Azure DevOps itself', (value, shown) => {
    expect(problems('azure-pipelines', value)).toEqual([
      `azureDevOps.parallelJobs must be left out with keda.trigger "azure-pipelines", which does not count parallel jobs, got ${shown}: leave it out, or set keda.trigger to 'metrics-api'`,
    ]);
    expect(problems('metrics-api', value)).toEqual([]);
  });

  test('the default is no problem', () => {
    expect(problems('azure-pipelines', undefined)).toEqual([]);
  });

  test.each([0, 10_001, 1.5, 'many'])('%p is neither a number of jobs nor a word for one', (value) => {
    expect(problems('metrics-api', value)).toHaveLength(1);
  });
});
