import { aConfig, aDraft, problemsOf } from '../support/builders';

const problems = (monitoring: unknown) => problemsOf(aDraft({ monitoring }));
const actionGroup = (name: string) =>
  `/subscriptions/00000000-0000-0000-0000-00000000000a/resourceGroups/rg/providers/microsoft.insights/actionGroups/${name}`;

test('monitoring is off by default, and sends no mails unless configured', () => {
  expect(aConfig().monitoring).toBeUndefined();
  expect(aConfig({ monitoring: {} }).monitoring).toEqual({ queueMinutes: 15, emails: [], actionGroupIds: [] });
});

test.each([
  [
    { queueMinutes: 1 },
    { queueMinutes: 0 },
    'monitoring.queueMinutes must be a whole number from 1 to 1440, got 0: set the longest wait that needs no attention',
  ],
  [
    { emails: ['a@example.com'] },
    { emails: ['team'] },
    'monitoring.emails[0] must be a mail address, got "team": write one like team@example.com',
  ],
  [
    { actionGroupIds: [actionGroup('on-call')] },
    { actionGroupIds: ['on-call'] },
    'monitoring.actionGroupIds[0] must be the resource id of an action group, got "on-call": list them with: az monitor action-group list --query "[].id"',
  ],
])('%j is valid, %j is not', (good, bad, problem) => {
  expect(problems(good)).toEqual([]);
  expect(problems(bad)).toEqual([problem]);
});

test('at most four action groups, because Azure accepts five and one is for the mails', () => {
  const groups = ['a', 'b', 'c', 'd', 'e'].map(actionGroup);
  expect(problems({ actionGroupIds: groups.slice(1) })).toEqual([]);
  expect(problems({ actionGroupIds: groups })[0]).toMatch(/^monitoring\.actionGroupIds must be a list of at most 4 resource ids/);
});
