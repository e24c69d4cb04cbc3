import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The lines that say something, without the blanks round the name and the value. */
const trimmedLines = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim().replace(/\s*=\s*/, '='))
    .filter((line) => line !== '');

/**
 * Turns lines of `name=value` or `name` into the content of the agent's `.capabilities` file.
 * A bare name gets an empty value, because the agent skips lines without "="
 * (azure-pipelines-agent, UserCapabilitiesProvider.cs).
 */
export function capabilityLines(text: string): string {
  return trimmedLines(text)
    .map((line) => `${line.includes('=') ? line : `${line}=`}\n`)
    .join('');
}

/** The first line that has a value and no name. */
export function namelessLine(text: string): string | undefined {
  return trimmedLines(text).find((line) => line.startsWith('='));
}

/** The listener reads the file too, not only config.sh, so each container writes its own. */
export async function writeCapabilities(home: string, text: string): Promise<void> {
  await writeFile(join(home, '.capabilities'), capabilityLines(text));
}
