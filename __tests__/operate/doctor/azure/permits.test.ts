import { permits } from '../../../../operate/doctor/facts/azure/permits';

const WRITE = 'Microsoft.Authorization/roleAssignments/write';
const may = (actions: string[], notActions: string[] = []) => permits([{ actions, notActions }], WRITE);

test.each<[boolean, string[], string[]]>([
  [true, ['*'], []],
  [true, [WRITE], []],
  [true, ['microsoft.authorization/ROLEASSIGNMENTS/Write'], []],
  [true, ['Microsoft.Authorization/*'], []],
  [true, ['Microsoft.Authorization/*/write'], []],
  [true, ['*/write'], []],
  [false, [], []],
  [false, ['*/read'], []],
  [false, ['Microsoft.Authorization/roleAssignments/writer'], []],
  [false, ['Microsoft.Authorization/roleAssignments'], []],
  [false, ['Microsoft?Authorization/roleAssignments/write'], []],
  [false, ['MicrosoftxAuthorization/roleAssignments/write'], []],
  [false, ['Microsoft.Authorization.roleAssignments/*'], []],
  [false, ['*'], ['Microsoft.Authorization/*/Write']],
  [false, ['*'], ['*']],
  [true, ['*'], ['Microsoft.Authorization/*/delete']],
])('%s for %j without %j', (expected, actions, notActions) => {
  expect(may(actions, notActions)).toBe(expected);
});

test('an action that one role excludes may be permitted by another', () => {
  const contributor = { actions: ['*'], notActions: ['Microsoft.Authorization/*/Write'] };
  const accessAdministrator = { actions: ['*/read', 'Microsoft.Authorization/*'], notActions: [] };
  expect(permits([contributor], WRITE)).toBe(false);
  expect(permits([contributor, accessAdministrator], WRITE)).toBe(true);
  expect(permits([], WRITE)).toBe(false);
});
