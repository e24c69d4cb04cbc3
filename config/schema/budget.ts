import * as z from 'zod';
import { field, wholeNumber } from './field';

/** Azure takes five notifications for a budget, and one of them is the forecast. */
const MAX_THRESHOLDS = 4;

export const budget = z.strictObject({
  /** What a month may cost, in the billing currency of the subscription: the resource group of the cluster's nodes, and that of the rest, each. */
  amount: wholeNumber(1, 100_000_000, 'docs/cost.md says what to expect'),
  /** Who gets mail. */
  emails: field(
    z
      .array(field(z.email(), 'a mail address', 'write one like team@example.com'))
      .min(1)
      .max(50),
    'a list of 1 to 50 mail addresses',
    'name at least one, or remove the budget',
  ),
  /** Percentages of the amount; mail is sent when the month's cost reaches one. One more mail is sent when Azure forecasts that the month will cost more than the amount. @default [80,100] */
  thresholds: field(
    z
      .array(wholeNumber(1, 1000, 'write a percentage without the sign'))
      .min(1)
      .max(MAX_THRESHOLDS)
      .refine((values) => new Set(values).size === values.length),
    `a list of 1 to ${MAX_THRESHOLDS} percentages, each once`,
    'write something like [50, 80, 100]',
  ).default([80, 100]),
});
