import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agentImageOf, imagesOf, runnerImageOf } from '../../config/agent-image';
import { namesOf } from '../../config/names';
import { aConfig } from '../support/builders';
import { IMAGE_CONTEXT } from '../support/synth';

let context: string;

beforeEach(() => {
  context = mkdtempSync(join(tmpdir(), 'context-'));
  cpSync(IMAGE_CONTEXT, context, { recursive: true });
});

afterEach(() => rmSync(context, { recursive: true }));

function tag(buildArgs = {}): string | undefined {
  const config = aConfig({ image: { kind: 'build', buildArgs } });
  return agentImageOf(config, namesOf(config), context).build?.tag;
}

test('the same content in another folder has the same tag', () => {
  const config = aConfig();
  expect(agentImageOf(config, namesOf(config), IMAGE_CONTEXT).build?.tag).toBe(tag());
});

test('any change of content, of a file name or of a build argument changes the tag', () => {
  const tags = [tag(), tag({ BASE_IMAGE: 'debian:12' })];
  writeFileSync(join(context, 'Dockerfile'), 'FROM debian:12\n');
  tags.push(tag());
  renameSync(join(context, 'Dockerfile'), join(context, 'Containerfile'));
  tags.push(tag());
  expect(new Set(tags).size).toBe(4);
});

test('moving text from one file to the next changes the tag', () => {
  writeFileSync(join(context, 'a'), 'xb');
  const before = tag();
  writeFileSync(join(context, 'a'), 'x');
  writeFileSync(join(context, 'b'), '');
  expect(tag()).not.toBe(before);
});

test('hidden files that a file manager leaves behind do not change the tag', () => {
  const before = tag();
  writeFileSync(join(context, '.DS_Store'), 'x');
  expect(tag()).toBe(before);
});

test('a tag is 16 hexadecimal digits', () => {
  expect(tag()).toMatch(/^[0-9a-f]{16}$/);
});

test('the order of build arguments does not matter', () => {
  expect(tag({ A: '1', B: '2' })).toBe(tag({ B: '2', A: '1' }));
});

test('the reference of the image has the registry and the tag', () => {
  const config = aConfig({ registry: { name: 'images' } });
  expect(agentImageOf(config, namesOf(config), context).reference).toBe(`images.azurecr.io/azure-pipelines-agent:${tag()}`);
});

test('an existing image is used by its reference', () => {
  const config = aConfig({ image: { kind: 'reference', reference: 'example.azurecr.io/agent:7' } });
  expect(agentImageOf(config, namesOf(config), context)).toEqual({ reference: 'example.azurecr.io/agent:7', build: undefined });
});

describe('the runner image', () => {
  const RUNNERS = {
    azureDevOps: undefined,
    agentPools: [],
    gitHub: { url: 'https://github.com/contoso' },
    runnerPools: [{ name: 'gh-linux' }],
  };
  const sourceOf = (changes = {}) => {
    const config = aConfig({ ...RUNNERS, ...changes });
    return runnerImageOf(config, namesOf(config), context);
  };

  test('is built from the same Dockerfile by an argument, in a repository of its own', () => {
    const { reference, build } = sourceOf({ registry: { name: 'images' } });
    expect(build).toEqual({
      contextDirectory: context,
      repository: 'github-runner',
      tag: expect.stringMatching(/^[0-9a-f]{16}$/),
      buildArgs: { IMAGE: 'runner' },
    });
    expect(reference).toBe(`images.azurecr.io/github-runner:${build?.tag}`);
  });

  test('has a tag that depends on the build arguments and the content', () => {
    const tags = [tag({}), sourceOf().build?.tag, sourceOf({ runnerImage: { kind: 'build', buildArgs: { A: '1' } } }).build?.tag];
    writeFileSync(join(context, 'Dockerfile'), 'FROM debian:12\n');
    tags.push(sourceOf().build?.tag);
    expect(new Set(tags).size).toBe(4);
  });

  test('may exist already', () => {
    const runnerImage = { kind: 'reference', reference: 'example.azurecr.io/runner:7' };
    expect(sourceOf({ runnerImage })).toEqual({ reference: 'example.azurecr.io/runner:7', build: undefined });
  });

  test.each([
    ['agent pools', {}, ['image']],
    ['runner pools', RUNNERS, ['runnerImage']],
    [
      'both',
      { ...RUNNERS, azureDevOps: { organizationUrl: 'https://dev.azure.com/example' }, agentPools: [{ name: 'linux' }] },
      ['image', 'runnerImage'],
    ],
  ])('a deployment with %s has the images that it needs', (_, changes, expected) => {
    const config = aConfig(changes);
    const images = imagesOf(config, namesOf(config), context);
    expect(Object.entries(images).flatMap(([name, image]) => (image === undefined ? [] : [name]))).toEqual(expected);
  });
});
