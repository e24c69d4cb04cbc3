import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectOf } from '../../config/project';
import type { ImageConfig } from './buildah';
import type { BuiltImage } from './image';

const dockerfile = () => readFileSync(join(projectOf(__dirname).imageContext, 'Dockerfile'), 'utf8');
const versionOf = (name: string) => new RegExp(`^ARG ${name}_VERSION=(.*)$`, 'm').exec(dockerfile())?.[1];

/** The labels of each image that the other does not have. */
const AGENT_LABELS = {
  'org.opencontainers.image.title': 'Azure Pipelines agent',
  'org.opencontainers.image.description': 'Self-hosted Azure Pipelines agent for one job',
  'org.opencontainers.image.version': versionOf('AGENT'),
  'azp.agent.version': versionOf('AGENT'),
  'azp.powershell.version': versionOf('POWERSHELL'),
};
const RUNNER_LABELS = {
  'org.opencontainers.image.title': 'GitHub Actions runner',
  'org.opencontainers.image.description': 'Self-hosted GitHub Actions runner for one job',
  'org.opencontainers.image.version': versionOf('RUNNER'),
  'azp.runner.version': versionOf('RUNNER'),
};

/** Tests the configuration of an image. */
export async function checkConfig({ buildah, name, base }: BuiltImage, kind: 'agent' | 'runner'): Promise<void> {
  const config: ImageConfig = await buildah.configOf(name);

  test(`the ${kind} image runs as user and group 10001, in /azp, under an init process`, () => {
    assert.equal(config.User, '10001:10001');
    assert.equal(config.WorkingDir, '/azp');
    assert.deepEqual(config.Entrypoint, ['/usr/bin/tini', '--', '/opt/azp/node', '/opt/azp/agent.cjs']);
  });

  test(`the ${kind} image has no health check, because Kubernetes has probes`, () =>
    assert.equal(config.Healthcheck ?? undefined, undefined));

  test(`the labels of the ${kind} image name the versions of its parts`, () => {
    const { 'io.buildah.version': _, ...labels } = config.Labels;
    assert.deepEqual(labels, {
      ...(kind === 'agent' ? AGENT_LABELS : RUNNER_LABELS),
      'org.opencontainers.image.base.name': base,
      'azp.image.revision': '',
      'azp.node.version': versionOf('NODE'),
    });
  });
}
