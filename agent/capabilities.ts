import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from './usage';

/**
 * Turns lines of `name=value` or `name` into the content of the agent's `.capabilities` file.
 * A bare name gets an empty value, because the agent skips lines without "="
 * (azure-pipelines-agent, UserCapabilitiesProvider.cs).
 */
export function capabilityLines(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      if (line.startsWith('=')) throw new UsageError(`AZP_CAPABILITIES has a line without a name: "${line}"; write name=value`);
      return `${line.includes('=') ? line : `${line}=`}\n`;
    })
    .join('');
}

/** The listener reads the file too, not only config.sh, so each container writes its own. */
export async function writeCapabilities(home: string, text: string): Promise<void> {
  await writeFile(join(home, '.capabilities'), capabilityLines(text));
}
