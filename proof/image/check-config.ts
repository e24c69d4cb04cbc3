import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectOf } from '../../config/project';
import type { ImageConfig } from './buildah';
import type { BuiltImage } from './image';

/** What the image says of itself. */
export async function checkConfig({ buildah, name, base }: BuiltImage): Promise<void> {
  const config: ImageConfig = await buildah.configOf(name);
  const version = (of: string) => new RegExp(`^ARG ${of}_VERSION=(.*)$`, 'm').exec(dockerfile())?.[1];

  test('it runs as the fixed user and group, in /azp, behind an init process', () => {
    assert.equal(config.User, '10001:10001');
    assert.equal(config.WorkingDir, '/azp');
    assert.deepEqual(config.Entrypoint, ['/usr/bin/tini', '--', '/opt/azp/node', '/opt/azp/agent.cjs']);
  });

  test('it has no health check: Kubernetes probes', () => assert.equal(config.Healthcheck ?? undefined, undefined));

  test('its labels name the versions of what is in it', () => {
    const { 'io.buildah.version': _, ...labels } = config.Labels;
    assert.deepEqual(labels, {
      'org.opencontainers.image.title': 'Azure Pipelines agent',
      'org.opencontainers.image.description': 'Self-hosted Azure Pipelines agent for one job',
      'org.opencontainers.image.version': version('AGENT'),
      'org.opencontainers.image.base.name': base,
      'azp.image.revision': '',
      'azp.agent.version': version('AGENT'),
      'azp.powershell.version': version('POWERSHELL'),
      'azp.node.version': version('NODE'),
    });
  });
}

const dockerfile = () => readFileSync(join(projectOf(__dirname).imageContext, 'Dockerfile'), 'utf8');
