/** What a key does. */
export type KeyAction = { readonly kind: 'queue'; readonly count: number } | { readonly kind: 'end' };

export const KEYS_HELP = 'q queues ten jobs, 1 to 9 queue that many, Ctrl-C removes everything';

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

/** What the keys do that a terminal without line editing delivered together. Other keys do nothing. */
export function actionsOf(input: string): readonly KeyAction[] {
  // An arrow or a function key is one sequence that starts with escape.
  if (input.startsWith('\u001b')) return [];
  return [...input].flatMap((key): KeyAction[] => {
    if (key === CTRL_C || key === CTRL_D) return [{ kind: 'end' }];
    if (key === 'q' || key === 'Q') return [{ kind: 'queue', count: 10 }];
    return /^[1-9]$/.test(key) ? [{ kind: 'queue', count: Number(key) }] : [];
  });
}
