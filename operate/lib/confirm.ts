import { createInterface } from 'node:readline/promises';

/** Where a confirmation comes from: the option `--yes`, a person at the terminal, or nobody, because there is no terminal. */
export type ConfirmedBy = 'option' | 'nobody' | ((question: string) => Promise<string>);

/** Whether something is confirmed. Anything but the word yes means no. */
export async function isConfirmed(question: string, confirmedBy: ConfirmedBy): Promise<boolean> {
  if (typeof confirmedBy === 'string') return confirmedBy === 'option';
  return (await confirmedBy(question)).trim().toLowerCase() === 'yes';
}

/** Asks at the terminal. Ctrl-C and Ctrl-D are an empty answer. */
export async function askAtTerminal(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
    return await Promise.race([terminal.question(question), closed]);
  } finally {
    terminal.close();
  }
}
