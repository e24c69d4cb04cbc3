const actions: (() => void)[] = [];

/** Runs a synchronous action when this process ends, also after Ctrl-C. Actions run in reverse order. */
export function atExit(action: () => void): void {
  actions.push(action);
}

process.on('exit', () => {
  for (const action of actions.reverse()) {
    try {
      action();
    } catch (error) {
      console.error(`left behind: ${error instanceof Error ? error.message : error}`);
    }
  }
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
