/** The exit codes of the operator's commands. `--help` of each command describes them. */
export const EXIT = {
  ok: 0,
  /** Something is wrong: a failed check, a problem on the screen, a limit that was exceeded. */
  finding: 1,
  /** Usage error, or the config is invalid. */
  usage: 2,
  /** The command could not do its work: no answer, or a right is missing. */
  failed: 3,
  /** Ended by Ctrl-C; shells use the same code. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
