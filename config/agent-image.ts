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

/** The image that agents run, and how it is built. */
export interface AgentImageSource {
  /** The image as the spec of a pod names it. */
  readonly reference: string;
  /** undefined if the image exists already. */
  readonly build: ImageBuild | undefined;
}

/** The agent image of a config. Its name is known before it is built. */
export function agentImageOf(config: Config, names: Names, contextDirectory: string): AgentImageSource {
  if (config.image.kind === 'reference') return { reference: config.image.reference, build: undefined };
  const { buildArgs } = config.image;
  const build = { contextDirectory, repository: FIXED_NAMES.imageRepository, tag: contentHash(contextDirectory, buildArgs), buildArgs };
  return { reference: `${names.registryLoginServer}/${build.repository}:${build.tag}`, build };
}

/** The first 16 hexadecimal digits of a SHA-256 over the names and content of all files and the build arguments. */
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
