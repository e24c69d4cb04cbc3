/** How often files name something; a file that does not is absent. */
export type Mentions = Readonly<Record<string, number>>;

/** How often each file names it. @param pattern with the flag g */
export function countMentions(files: readonly string[], read: (file: string) => string, pattern: RegExp): Mentions {
  const counts = files.map((file) => [file, [...read(file).matchAll(pattern)].length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** What is wrong with a list that may only shrink: a line for each file whose number is not the one in the list. */
export function differences(listed: Mentions, found: Mentions): readonly string[] {
  const files = [...new Set([...Object.keys(listed), ...Object.keys(found)])].toSorted();
  return files.flatMap((file) => difference(file, listed[file] ?? 0, found[file] ?? 0));
}

function difference(file: string, listed: number, found: number): readonly string[] {
  if (found === listed) return [];
  if (listed === 0) return [`${file} has ${found} mentions and is not in the list: move what names the provider into its folder`];
  if (found > listed) return [`${file} has ${found} mentions, ${listed} are listed: move what names the provider into its folder`];
  if (found === 0) return [`${file} has no mention any more, ${listed} are listed: the list only shrinks, remove the line`];
  return [`${file} has ${found} mentions, ${listed} are listed: the list only shrinks, write the new number`];
}
