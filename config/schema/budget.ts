import * as z from 'zod';
import { field, wholeNumber } from './field';

/** A budget in Azure has at most five notifications, and the forecast is one of them. */
const MAX_THRESHOLDS = 4;

export const budget = z.strictObject({
  /** The budget for a month, in the billing currency of the subscription. It applies to each of the two resource groups: that of the cluster's nodes, and that of the rest. */
  amount: wholeNumber(1, 100_000_000, 'docs/cost.md says what to expect'),
  /** Recipients of the mails. */
  emails: field(
    z
      .array(field(z.email(), { rule: 'a mail address', remedy: 'write one like team@example.com' }))
      .min(1)
      .max(50),
    { rule: 'a list of 1 to 50 mail addresses', remedy: 'name at least one, or remove the budget' },
  ),
  /** Percentages of the amount. Azure sends a mail when the cost of the month reaches one of them, and another when it forecasts that the month will cost more than the amount. @default [80,100] */
  thresholds: field(
    z
      .array(wholeNumber(1, 1000, 'write a percentage without the sign'))
      .min(1)
      .max(MAX_THRESHOLDS)
      .refine((values) => new Set(values).size === values.length),
    { rule: `a list of 1 to ${MAX_THRESHOLDS} percentages, each once`, remedy: 'write something like [50, 80, 100]' },
  ).default([80, 100]),
});
