import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIXED_NAMES, type Names } from './names';
import type { Config } from './types';

/** An image to build. Its tag is a hash of its content. */
export interface ImageBuild {
  readonly contextDirectory: string;
  readonly repository: string;
  /** Changes only when a file of the context or a build argument changes. */
  readonly tag: string;
  readonly buildArgs: Readonly<Record<string, string>>;
}

/** The image that agents or runners run, and how it is built. */
export interface AgentImageSource {
  /** The image as the spec of a pod names it. */
  readonly reference: string;
  /** undefined if the image exists already. */
  readonly build: ImageBuild | undefined;
}

/** The images of a deployment. A kind of pods that it does not have has no image. */
export interface Images {
  /** The image of agents and placeholders. */
  readonly image: AgentImageSource | undefined;
  /** The image of runners. */
  readonly runnerImage: AgentImageSource | undefined;
}

/** What one of the two images of docker/Dockerfile needs. */
type Kind = Pick<ImageBuild, 'repository'> & { readonly args: Readonly<Record<string, string>> };

/** The Dockerfile makes this image by default. */
const AGENT: Kind = { repository: FIXED_NAMES.imageRepository, args: {} };
const RUNNER: Kind = { repository: FIXED_NAMES.runnerImageRepository, args: { IMAGE: 'runner' } };

/** The images of a config. Their names are known before they are built. */
export const imagesOf = (config: Config, names: Names, contextDirectory: string): Images => ({
  image: config.agentPools.length === 0 ? undefined : agentImageOf(config, names, contextDirectory),
  runnerImage: config.runnerPools.length === 0 ? undefined : runnerImageOf(config, names, contextDirectory),
});

/** The agent image of a config, whether or not it has agent pools. */
export const agentImageOf = (config: Config, names: Names, contextDirectory: string): AgentImageSource =>
  sourceOf(config.image, AGENT, names, contextDirectory);

/** The runner image of a config, whether or not it has runner pools. */
export const runnerImageOf = (config: Config, names: Names, contextDirectory: string): AgentImageSource =>
  sourceOf(config.runnerImage, RUNNER, names, contextDirectory);

function sourceOf(option: Config['image'], { repository, args }: Kind, names: Names, contextDirectory: string): AgentImageSource {
  if (option.kind === 'reference') return { reference: option.reference, build: undefined };
  const buildArgs = { ...option.buildArgs, ...args };
  const tag = contentHash(contextDirectory, buildArgs);
  const reference = `${names.registryLoginServer}/${repository}:${tag}`;
  return { reference, build: { contextDirectory, repository, tag, buildArgs } };
}

/** The first 16 hexadecimal digits of a SHA-256 over the names and content of all files, and the build arguments. */
function contentHash(directory: string, buildArgs: Readonly<Record<string, string>>): string {
  const hash = createHash('sha256');
  for (const file of filesBelow(directory)) {
    const content = readFileSync(join(directory, file));
    hash.update(`${file}\n${content.length}\n`).update(content);
  }
  hash.update(JSON.stringify(Object.entries(buildArgs).sort()));
  return hash.digest('hex').slice(0, 16);
}

function filesBelow(directory: string): readonly string[] {
  return (
    readdirSync(directory, { recursive: true, withFileTypes: true })
      // Editors and file managers leave hidden files behind. docker/.dockerignore keeps them out of the image.
      .filter((entry) => entry.isFile() && (!entry.name.startsWith('.') || entry.name === '.dockerignore'))
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(directory.length + 1)
          .replaceAll('\\', '/'),
      )
      .sort()
  );
}
