import { namesOf } from '../../../config/names';
import { parseConfig } from '../../../config/parse';
import { configDeployment } from '../../../operate/lib/deployment';
import { configRemedies } from '../../../operate/lib/remedies';
import { aConfig } from '../../support/builders';
import { existingClusterDraft } from '../../support/configs';
import { IMAGE_CONTEXT } from '../../support/synth';

const config = aConfig({ keda: { kind: 'existing', version: '2.21.0', namespace: 'scaling' } });

test('the KEDA of somebody else is looked for in its namespace', () => {
  expect(configDeployment(config, IMAGE_CONTEXT).names.kedaNamespace).toBe('scaling');
  expect(configDeployment(aConfig(), IMAGE_CONTEXT).names.kedaNamespace).toBe('keda');
});

test('no deploy is advised for it, because a deploy would not change it', () => {
  const { kedaMissing, kedaCommand, kedaTimeout, kedaVersion } = configRemedies(config, namesOf(config));
  for (const advice of [kedaMissing, kedaCommand, kedaTimeout(30)]) expect(advice).not.toContain('npm run deploy');
  expect(kedaMissing).toContain('install 2.21.0 in namespace scaling');
  expect(kedaVersion('2.20.2')).toBe('set keda.version to 2.20.2 and run npm run deploy, or ask whoever manages KEDA to install 2.21.0');
});

test('the role that nodes lack is that of the mode of the registry', () => {
  const existing = parseConfig(existingClusterDraft());
  expect(configRemedies(existing, namesOf(existing)).pull).toContain(
    'the role Container Registry Repository Reader on registry ContosoImages',
  );
  expect(configRemedies(config, namesOf(config)).pull).toContain('the role AcrPull');
});

test('the addresses of a cluster of somebody else are those of the config', () => {
  expect(configDeployment(parseConfig(existingClusterDraft()), IMAGE_CONTEXT).clusterRanges).toEqual(['10.1.0.0/16', '10.2.0.0/16']);
});
