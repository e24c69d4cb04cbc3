import type { Part } from './template-tree';

/** A value of a sample config, and the expression that stands for it in the template. */
export interface Slot {
  /** What the typed builders make of the sample's value: a text, which may be part of a longer one, or a number. */
  readonly sample: string | number;
  readonly expression: string;
  /** Whether the text is a name, which needs no quotes in YAML if it is part of a longer text. @default false */
  readonly isName?: boolean;
  /** The head of the loop that the expression's variables belong to. @default - none */
  readonly loop?: string;
  /** The end of the path at which the slot applies, such as `requests.cpu`. @default - any path */
  readonly at?: string;
}

/** Splits a text at the samples of slots. The longest sample is looked for first, because names are parts of other names. */
export function partsOf(text: string, slots: readonly Slot[]): readonly Part[] {
  const found = slots
    .map((slot) => ({ slot, sample: String(slot.sample), at: placeOf(text, slot) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => b.sample.length - a.sample.length)[0];
  if (found === undefined) return text === '' ? [] : [{ text }];
  const { slot, sample, at } = found;
  return [...partsOf(text.slice(0, at), slots), partOf(slot), ...partsOf(text.slice(at + sample.length), slots)];
}

/** Digits are only found as a whole number. */
function placeOf(text: string, { sample }: Slot): number {
  if (typeof sample === 'string') return text.indexOf(sample);
  return text.search(new RegExp(`(?<![\\d.])${sample}(?![\\d.])`));
}

const partOf = ({ sample, expression, isName = false, loop }: Slot): Part => ({
  expression,
  type: typeof sample === 'number' ? 'number' : isName ? 'name' : 'text',
  ...(loop === undefined ? {} : { loop }),
});
