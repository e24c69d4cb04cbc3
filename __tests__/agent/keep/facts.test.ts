import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { type Facts, showFacts } from '../../../agent/keep/facts';
import { imageBuiltAt } from '../../../agent/keep/image-built';
import { readKeepSettings } from '../../../agent/settings/keep-settings';
import { temporaryFolder } from '../support/fakes';
import { anEnvironment } from '../support/settings';

async function samples(facts: Facts): Promise<string[]> {
  const registry = new Registry();
  showFacts(registry, facts);
  return (await registry.metrics()).split('\n').filter((line) => line.startsWith('azp_'));
}

const settings = (more: Record<string, string>) => readKeepSettings(anEnvironment('https://dev.azure.com/contoso', more));

test('known facts are exposed, times in seconds since 1970', async () => {
  const { maxAgents, tokenExpiresAt } = settings({ AZP_MAX_AGENTS: '20', AZP_TOKEN_EXPIRES: '2027-03-01' });
  expect(await samples({ maxAgents, tokenExpiresAt, imageBuiltAt: Date.UTC(2026, 0, 1) })).toEqual([
    'azp_agents_maximum 20',
    'azp_image_built_timestamp_seconds 1767225600',
    'azp_token_expires_timestamp_seconds 1803859200',
  ]);
});

test('unknown facts are not exposed', async () => {
  expect(await samples({ ...settings({}), imageBuiltAt: undefined })).toEqual([]);
});

test.each(['1.3.2027', '2027-13-01', '2027-03-01T00:00:00Z'])('"%s" is not a day', (day) => {
  expect(() => settings({ AZP_TOKEN_EXPIRES: day })).toThrow(`AZP_TOKEN_EXPIRES must be a day like 2027-03-01, got "${day}"`);
});

test('without a maximum of agents there is no number', () => {
  expect(() => settings({ AZP_MAX_AGENTS: 'many' })).toThrow('AZP_MAX_AGENTS must be a number above 0, got "many"');
});

test('the build time is read from a file of the image, which may be missing', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'built');
  expect(imageBuiltAt(file)).toBeUndefined();
  writeFileSync(file, '2026-01-02T03:04:05Z\n');
  expect(imageBuiltAt(file)).toBe(Date.UTC(2026, 0, 2, 3, 4, 5));
  writeFileSync(file, 'yesterday\n');
  expect(imageBuiltAt(file)).toBeUndefined();
  rmSync(folder, { recursive: true });
});
