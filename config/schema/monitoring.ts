import * as z from 'zod';
import { WARN } from '../timings';
import { field, wholeNumber } from './field';

const ACTION_GROUP = /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[^/]+\/providers\/Microsoft\.Insights\/actionGroups\/[^/]+$/i;

export const monitoring = z.strictObject({
  /** Minutes that a job may wait in the queue before an alert. @default 15 */
  queueMinutes: wholeNumber(1, 1440, 'give the longest wait that is no reason to look').default(WARN.queue.minutes),
  /** Where alerts are mailed to. @default [] (nobody: they are seen in the portal alone) */
  emails: z.array(field(z.email(), 'a mail address', 'write one like team@example.com')).default([]),
  /** Action groups that exist already and are told of alerts too, by resource id. @default [] */
  actionGroupIds: field(
    z
      .array(
        field(
          z.string().regex(ACTION_GROUP),
          'the resource id of an action group',
          'list them with: az monitor action-group list --query "[].id"',
        ),
      )
      .max(4),
    'a list of at most 4 resource ids',
    'Azure takes five action groups for a rule, of which one is for the mails',
  ).default([]),
});
