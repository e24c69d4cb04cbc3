/** Writes a line of the agent's console. */
export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** Writes a line of the agent's console that tells of an error. */
export function sayError(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** As .NET's format "u", such as 2026-01-05 10:00:00Z. */
export function stamp(at = new Date()): string {
  return at.toISOString().replace('T', ' ').replace(/\.\d+/, '');
}

/** A heading of config.sh. */
export function section(title: string): void {
  say(`\n>> ${title}:\n`);
}
