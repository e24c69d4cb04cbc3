/** Prints a line on the agent's console. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** Prints an error on the agent's console. */
export function printError(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The time in the format "u" of .NET, such as 2026-01-05 10:00:00Z. */
export function stamp(at = new Date()): string {
  return at.toISOString().replace('T', ' ').replace(/\.\d+/, '');
}

/** Prints a heading of config.sh. */
export function section(title: string): void {
  print(`\n>> ${title}:\n`);
}
