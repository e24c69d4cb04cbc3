/** What the operator's commands end with; `--help` of each says when. */
export const EXIT = {
  ok: 0,
  /** What was looked for was found: a failed check, something wrong, a limit exceeded. */
  finding: 1,
  /** The command was called wrongly, or the config can't be used. */
  usage: 2,
  /** The command itself could not do its work: no answer, no right, a fault. */
  failed: 3,
  /** Ended by Ctrl-C, as a shell says it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
