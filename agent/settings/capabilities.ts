import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The lines that are not empty, without the blanks around name and value. */
const trimmedLines = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim().replace(/\s*=\s*/, '='))
    .filter((line) => line !== '');

/**
 * Converts lines of `name=value` or `name` to the content of the agent's `.capabilities` file. A name without a value gets an
 * empty one, because the agent skips lines without "=" (azure-pipelines-agent, UserCapabilitiesProvider.cs).
 */
export function capabilityLines(text: string): string {
  return trimmedLines(text)
    .map((line) => `${line.includes('=') ? line : `${line}=`}\n`)
    .join('');
}

/** The first line with a value but no name; undefined without one. */
export function namelessLine(text: string): string | undefined {
  return trimmedLines(text).find((line) => line.startsWith('='));
}

/** Both config.sh and the listener read the file, so each container writes its own. */
export async function writeCapabilities(home: string, text: string): Promise<void> {
  await writeFile(join(home, '.capabilities'), capabilityLines(text));
}
