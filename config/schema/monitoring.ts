import * as z from 'zod';
import { WARN } from '../timings';
import { field, wholeNumber } from './field';

const ACTION_GROUP = /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[^/]+\/providers\/Microsoft\.Insights\/actionGroups\/[^/]+$/i;

export const monitoring = z.strictObject({
  /** Minutes that a job may wait in the queue before an alert fires. @default 15 */
  queueMinutes: wholeNumber(1, 1440, 'set the longest wait that needs no attention').default(WARN.queue.minutes),
  /** Addresses that get a mail for each alert. @default [] (none: alerts are shown only in the portal) */
  emails: z.array(field(z.email(), { rule: 'a mail address', remedy: 'write one like team@example.com' })).default([]),
  /** Resource ids of existing action groups that are notified of alerts too. @default [] */
  actionGroupIds: field(
    z
      .array(
        field(z.string().regex(ACTION_GROUP), {
          rule: 'the resource id of an action group',
          remedy: 'list them with: az monitor action-group list --query "[].id"',
        }),
      )
      .max(4),
    { rule: 'a list of at most 4 resource ids', remedy: 'Azure accepts five action groups for a rule, and the mails use one' },
  ).default([]),
});
