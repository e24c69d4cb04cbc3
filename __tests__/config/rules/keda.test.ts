import { KEDA_VERSIONS, type KedaVersion } from '../../../config/keda-version';
import { aDraft, type Draft, problemsOf } from '../../support/builders';

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

describe('the version of a KEDA that exists', () => {
  const problems = (keda: Draft) => problemsOf(aDraft({ keda: { kind: 'existing', ...keda } }));

  test.each(VERSIONS)('%s may poll Azure DevOps itself', (version) => {
    expect(problems({ version, trigger: 'azure-pipelines' })).toEqual([]);
  });

  test.each(['2.17.3', '2.16.1', '1.5.0'])('%s is refused with what it lacks', (version) => {
    expect(problems({ version })).toEqual([
      expect.stringMatching(
        /^keda\.version must be a version whose .*: upgrade KEDA: before 2\.18\.0 .* neither fetchUnfinishedJobsOnly nor /,
      ),
    ]);
  });

  test.each(['2.18.0', '2.99.0', '3.0.0'])('%s is refused because its way to count is not known', (version) => {
    expect(problems({ version })).toEqual([expect.stringContaining(': ask for one of these, or add a version')]);
  });

  test('is required, because nothing installs a default', () => {
    expect(problems({})).toEqual([expect.stringContaining('keda.version must be')]);
  });

  test('can not be changed by a deploy', () => {
    expect(problems({ version: '2.19.0' })).toEqual([
      expect.stringContaining("upgrade that KEDA, or set keda.trigger to 'azure-pipelines'"),
    ]);
  });

  test('comes without the options for an installation', () => {
    expect(problems({ version: '2.21.0', httpTimeoutSeconds: 30 })).toEqual([
      expect.stringContaining('keda.httpTimeoutSeconds is not a known option'),
    ]);
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
