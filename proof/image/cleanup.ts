const undo: (() => void)[] = [];

/** Has something undone when this process ends, also by Ctrl-C; the last first. It must be synchronous. */
export function atExit(action: () => void): void {
  undo.push(action);
}

process.on('exit', () => {
  for (const action of undo.reverse()) {
    try {
      action();
    } catch (error) {
      console.error(`left behind: ${error instanceof Error ? error.message : error}`);
    }
  }
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
