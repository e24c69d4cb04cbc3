/** How often each file mentions something. Files without a mention are absent. */
export type Mentions = Readonly<Record<string, number>>;

/** Counts the mentions in files. @param pattern with the flag g */
export function countMentions(files: readonly string[], read: (file: string) => string, pattern: RegExp): Mentions {
  const counts = files.map((file) => [file, [...read(file).matchAll(pattern)].length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** Compares a list that may only shrink with what was found. Returns a message for each file whose number differs. */
export function differences(listed: Mentions, found: Mentions): readonly string[] {
  const files = [...new Set([...Object.keys(listed), ...Object.keys(found)])].toSorted();
  return files.flatMap((file) => difference(file, listed[file] ?? 0, found[file] ?? 0));
}

function difference(file: string, listed: number, found: number): readonly string[] {
  if (found === listed) return [];
  const numbers = `${file}: ${found} found, ${listed} listed`;
  if (found > listed) return [`${numbers}: move what names the provider into the provider's folder`];
  if (found > 0) return [`${numbers}: the list only shrinks, write the new number`];
  return [`${numbers}: the list only shrinks, remove the line`];
}
