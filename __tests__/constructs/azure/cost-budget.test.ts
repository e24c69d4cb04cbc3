import { aConfig } from '../../support/builders';
import { synthApp } from '../../support/synth';

const budgetsOf = (budget: object | undefined) =>
  synthApp(aConfig({ budget }))['pipelines-platform']?.resource?.['azurerm_consumption_budget_resource_group'];

test('by default there is no budget', () => {
  expect(budgetsOf(undefined)).toBeUndefined();
});

const budgets = budgetsOf({ amount: 200, emails: ['a@example.com', 'b@example.com'], thresholds: [50, 100] });

test('one budget is for the resource group, one for that of the nodes, which has most of the costs', () => {
  expect(budgets?.['budget']).toMatchObject({ name: 'budget-pipelines', resource_group_id: '${azurerm_resource_group.resource_group.id}' });
  expect(budgets?.['node_budget']).toMatchObject({
    name: 'budget-pipelines-nodes',
    resource_group_id: '${azurerm_kubernetes_cluster.cluster.node_resource_group_id}',
  });
});

test('a mail is sent at each threshold, and when the forecast exceeds the amount', () => {
  const mail = { contact_emails: ['a@example.com', 'b@example.com'], operator: 'GreaterThan' };
  expect(budgets?.['node_budget']).toMatchObject({
    amount: 200,
    time_grain: 'Monthly',
    notification: [
      { ...mail, threshold: 50, threshold_type: 'Actual' },
      { ...mail, threshold: 100, threshold_type: 'Actual' },
      { ...mail, threshold: 100, threshold_type: 'Forecasted' },
    ],
  });
});

test('a budget begins with the month in which it is created, and no later plan changes that', () => {
  expect(budgets?.['node_budget']).toMatchObject({
    time_period: { start_date: `\${formatdate("YYYY-MM-'01T00:00:00Z'", plantimestamp())}` },
    lifecycle: { ignore_changes: ['time_period'] },
  });
});
