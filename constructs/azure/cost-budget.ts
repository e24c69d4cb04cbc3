import {
  ConsumptionBudgetResourceGroup,
  type ConsumptionBudgetResourceGroupNotification,
} from '@cdktf/provider-azurerm/lib/consumption-budget-resource-group';
import { Construct } from 'constructs';
import type { Config } from '../../config/types';

export interface CostBudgetProps {
  /** 1 to 63 letters, digits, "-" and "_". */
  readonly name: string;
  readonly resourceGroupId: string;
  readonly options: NonNullable<Config['budget']>;
}

/**
 * The first day of the month of the plan. Azure accepts no earlier start for a new monthly budget
 * (hashicorp/terraform-provider-azurerm#12121). An existing budget keeps its start.
 */
const THIS_MONTH = `\${formatdate("YYYY-MM-'01T00:00:00Z'", plantimestamp())}`;

/**
 * Sends mail when the cost of one resource group in a month passes a threshold. It stops nothing.
 *
 * @example
 * new CostBudget(this, 'budget', {
 *   name: 'budget-agents',
 *   resourceGroupId: group.id,
 *   options: { amount: 500, emails: ['team@example.com'], thresholds: [80, 100] },
 * });
 */
export class CostBudget extends Construct {
  readonly resource: ConsumptionBudgetResourceGroup;

  constructor(scope: Construct, id: string, { name, resourceGroupId, options }: CostBudgetProps) {
    super(scope, id);
    const { amount, emails, thresholds } = options;
    this.resource = new ConsumptionBudgetResourceGroup(this, 'Resource', {
      name,
      resourceGroupId,
      amount,
      timeGrain: 'Monthly',
      timePeriod: { startDate: THIS_MONTH },
      notification: [...thresholds.map((threshold) => notify('Actual', threshold, emails)), notify('Forecasted', 100, emails)],
      lifecycle: { ignoreChanges: ['time_period'] },
    });
  }
}

function notify(thresholdType: 'Actual' | 'Forecasted', threshold: number, emails: readonly string[]) {
  return {
    thresholdType,
    threshold,
    operator: 'GreaterThan',
    contactEmails: [...emails],
  } satisfies ConsumptionBudgetResourceGroupNotification;
}
