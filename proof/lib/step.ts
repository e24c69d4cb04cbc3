/** Runs an action, and prints its title before and its duration afterwards. */
export async function step<T>(title: string, action: () => Promise<T>): Promise<T> {
  console.log(`... ${title}`);
  const started = Date.now();
  const result = await action();
  console.log(`    done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return result;
}
