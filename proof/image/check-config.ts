import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectOf } from '../../config/project';
import type { ImageConfig } from './buildah';
import type { BuiltImage } from './image';

/** Tests the configuration of the image. */
export async function checkConfig({ buildah, name, base }: BuiltImage): Promise<void> {
  const config: ImageConfig = await buildah.configOf(name);
  const versionOf = (name: string) => new RegExp(`^ARG ${name}_VERSION=(.*)$`, 'm').exec(dockerfile())?.[1];

  test('it runs as user and group 10001, in /azp, under an init process', () => {
    assert.equal(config.User, '10001:10001');
    assert.equal(config.WorkingDir, '/azp');
    assert.deepEqual(config.Entrypoint, ['/usr/bin/tini', '--', '/opt/azp/node', '/opt/azp/agent.cjs']);
  });

  test('it has no health check, because Kubernetes has probes', () => assert.equal(config.Healthcheck ?? undefined, undefined));

  test('its labels name the versions of its parts', () => {
    const { 'io.buildah.version': _, ...labels } = config.Labels;
    assert.deepEqual(labels, {
      'org.opencontainers.image.title': 'Azure Pipelines agent',
      'org.opencontainers.image.description': 'Self-hosted Azure Pipelines agent for one job',
      'org.opencontainers.image.version': versionOf('AGENT'),
      'org.opencontainers.image.base.name': base,
      'azp.image.revision': '',
      'azp.agent.version': versionOf('AGENT'),
      'azp.powershell.version': versionOf('POWERSHELL'),
      'azp.node.version': versionOf('NODE'),
    });
  });
}

const dockerfile = () => readFileSync(join(projectOf(__dirname).imageContext, 'Dockerfile'), 'utf8');
