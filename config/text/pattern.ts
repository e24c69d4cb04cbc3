import { MARK } from './literal-text';

const WORDS = new RegExp(`${MARK}?\\{(\\w+)\\}`, 'g');

/** Replaces `{word}` by the value of the word. A word without a value stays. Text that is marked (literal-text.ts) may be filled too. */
export const filled = (pattern: string, values: Readonly<Record<string, string>>): string =>
  pattern.replaceAll(WORDS, (text, word: string) => values[word] ?? text);

/** The words that a pattern contains, without braces. */
export const wordsOf = (pattern: string): readonly string[] => [...pattern.matchAll(WORDS)].map(([, word = '']) => word);
