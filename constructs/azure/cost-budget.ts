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
 * The first day of the month of the plan: Azure takes no earlier one for a new budget of a month
 * (hashicorp/terraform-provider-azurerm#12121), and the budget keeps the one that it was made with.
 */
const THIS_MONTH = `\${formatdate("YYYY-MM-'01T00:00:00Z'", plantimestamp())}`;

/** Mail when a month of one resource group costs much. Nothing is ever stopped by it. */
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
