import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIXED_NAMES, type Names } from './names';
import type { Config } from './types';

/** An image to be built, named by its content. */
export interface ImageBuild {
  readonly contextDirectory: string;
  readonly repository: string;
  /** Changes with any file of the context and any build argument, and with nothing else. */
  readonly tag: string;
  readonly buildArgs: Readonly<Record<string, string>>;
}

/** The image that agents run, and how it comes to be. */
export interface AgentImageSource {
  /** What a pod names. */
  readonly reference: string;
  /** undefined when the image exists already. */
  readonly build: ImageBuild | undefined;
}

/** Finds the agent image of a config; its name is known before anything is built. */
export function agentImageOf(config: Config, names: Names, contextDirectory: string): AgentImageSource {
  if (config.image.kind === 'reference') return { reference: config.image.reference, build: undefined };
  const { buildArgs } = config.image;
  const build = { contextDirectory, repository: FIXED_NAMES.imageRepository, tag: contentHash(contextDirectory, buildArgs), buildArgs };
  return { reference: `${names.registryLoginServer}/${build.repository}:${build.tag}`, build };
}

/** The first 16 hexadecimal digits of a SHA-256 over names and content of all files, and the build arguments. */
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
      // Hidden files are left by editors and file managers; the image gets none of them, see docker/.dockerignore.
      .filter((entry) => entry.isFile() && (!entry.name.startsWith('.') || entry.name === '.dockerignore'))
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(directory.length + 1)
          .replaceAll('\\', '/'),
      )
      .sort()
  );
}
