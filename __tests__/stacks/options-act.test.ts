import { namesOf } from '../../config/names';
import { configSchema } from '../../config/schema';
import type { Config } from '../../config/types';
import { configRemedies } from '../../operate/lib/remedies';
import { costLine } from '../../scripts/cost/cost-line';
import type { Draft } from '../support/builders';
import { draftsOfEveryKind } from '../support/configs';
import { trialOf, valuesWithoutEffect } from '../support/option-trial';
import { NEIGHBOURS, OTHER_VALUES } from '../support/other-values';
import { optionsOf, type SchemaOption } from '../support/schema-options';
import { synthApp } from '../support/synth';

type Outcome = (config: Config) => string;

/** The options that change no stack, with what they change instead. */
const ACT_ELSEWHERE: Readonly<Record<string, Outcome>> = {
  // Prices are only used for the cost line in the summary of a synth.
  prices: costLine,
  'prices.currency': costLine,
  'prices.date': costLine,
  'prices.vmHour': costLine,
  'prices.spotVmHour': costLine,
  'prices.tierHour': costLine,
  'prices.registryDay': costLine,
  'prices.loadBalancerHour': costLine,
  'prices.publicIpHour': costLine,
};

/** Options that change something else if they change no stack. */
const ACT_TOO: Readonly<Record<string, Outcome>> = {
  // Several versions of a KEDA that exists have the same objects. The doctor compares the version with the cluster.
  'keda.version': (config) => configRemedies(config, namesOf(config)).kedaMissing,
};

/** The options that can't be changed. */
const ONE_VALUE = [
  // AKS accepts no spot VMs in its default node pool. The option exists to report this and the option to set instead.
  'cluster.nodePool.spot',
  // A token that is not in an existing Secret comes from the variable, which needs no object in the config.
  'azureDevOps.auth.token.kind',
];

/** The options that can't be left out while their list has entries. Those within them are tried one by one. */
const NEEDED = ['azureDevOps', 'gitHub'];

/** The options of which some values are refused together with those options that only the scaler has. */
const WITHOUT_SCALER = ['keda', 'keda.version', 'keda.trigger'];

/** The option whose kinds are refused together with others that only one of them has. */
const WITHOUT_MONITORING = ['cluster'];

const options = optionsOf(configSchema);
const changeable = options.filter(({ path }) => ![...ONE_VALUE, ...NEEDED].includes(path)).map((option) => [option.path, option] as const);
/** A draft for each entry: a synth of one entry takes half as long as that of three. */
const drafts = draftsOfEveryKind().flatMap((draft) =>
  (draft['agentPools'] as readonly Draft[]).map((entry) => ({ ...draft, agentPools: [entry] })),
);

const withoutScaler = drafts.filter((draft) => ((draft as Draft)['keda'] as Draft)['trigger'] === 'azure-pipelines');
const withRunners = drafts.filter((draft) => 'runnerPools' in draft);

function trialFor(option: SchemaOption) {
  if (WITHOUT_MONITORING.includes(option.path))
    return trialOf(
      option,
      drafts.map((draft) => ({ ...draft, monitoring: undefined, budget: undefined })),
    );
  if (WITHOUT_SCALER.includes(option.path)) return trialOf(option, withoutScaler);
  // Any config may name this image, but only one with runner pools uses it.
  return trialOf(option, option.path === 'runnerImage' ? withRunners : drafts);
}

/** Most trials start with the same config, so each is synthesized only once. */
const synthesized = new Map<string, string>();
const stacks: Outcome = (config) => {
  const key = JSON.stringify(config);
  const known = synthesized.get(key) ?? JSON.stringify(synthApp(config));
  synthesized.set(key, known);
  return known;
};

const bothOf =
  (first: Outcome, second: Outcome = () => ''): Outcome =>
  (config) =>
    first(config) + second(config);

test.each(changeable)('each value of %s changes something', (path, option) => {
  const advice = 'read the option in stacks/ or constructs/, or say in ACT_ELSEWHERE of this test what it changes';
  const trial = trialFor(option);
  expect(trial.values.length).toBeGreaterThan(1);
  const idle = valuesWithoutEffect(trial, ACT_ELSEWHERE[path] ?? bothOf(stacks, ACT_TOO[path]));
  expect(idle.map((value) => `${path}: ${JSON.stringify(value)} changes nothing: ${advice}`)).toEqual([]);
});

test.each(changeable.filter(([path]) => path in ACT_ELSEWHERE))('%s changes no stack', (_, option) => {
  const trial = trialFor(option);
  expect(valuesWithoutEffect(trial, stacks)).toEqual(trial.values.slice(1));
});

test('the exceptions and the other values belong to existing options', () => {
  const named = [
    ...Object.keys(OTHER_VALUES),
    ...Object.keys(NEIGHBOURS),
    ...Object.keys(ACT_ELSEWHERE),
    ...Object.keys(ACT_TOO),
    ...WITHOUT_SCALER,
    ...WITHOUT_MONITORING,
    ...ONE_VALUE,
    ...NEEDED,
  ];
  expect(named.filter((path) => !options.some((option) => option.path === path))).toEqual([]);
});
