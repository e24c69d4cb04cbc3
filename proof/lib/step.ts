/** Does one thing that takes a while, and says what it is, when it begins, and how long it took. */
export async function step<T>(title: string, action: () => Promise<T>): Promise<T> {
  console.log(`... ${title}`);
  const started = Date.now();
  const result = await action();
  console.log(`    done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return result;
}
