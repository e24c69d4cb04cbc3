import type { Config } from '../../../config/types';
import { agentHours } from '../../../scripts/cost/agent-hour';
import { CONTAINER_APPS_FREE_HOURS, CONTAINER_APPS_HOUR, hoursUntilCheaper, hoursWhileCheaper } from '../../../scripts/cost/alternatives';
import { costLine, pricesOf } from '../../../scripts/cost/cost-line';
import { HOURS_A_MONTH, idleItems, vmHour } from '../../../scripts/cost/idle';
import { warmMonth } from '../../../scripts/cost/warm-month';
import { createdCluster } from '../../support/created-parts';

const usd = (amount: number, digits = 2) => amount.toFixed(digits);
const row = (...cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const hours = (count: number | undefined) => (count === undefined ? 'never' : Math.round(count).toLocaleString('en'));

/** The numbers of docs/cost.md, as lines of Markdown, for the defaults and for a second node pool. @throws if a price is unknown */
export function exampleLines(config: Config, withAgentNodes: Config): readonly string[] {
  const prices = pricesOf(config);
  const idle = idleItems(config, prices).map(({ what, month }) => ({ what, month: known(month) }));
  const total = idle.reduce((sum, { month }) => sum + month, 0);
  const [hour, agentNodeHour] = [config, withAgentNodes].map((one) => known(agentHours(one, prices)[0]?.hour));
  const ours = { month: total, hour: known(hour), freeHours: 0 };
  const vm = known(vmHour(prices, createdCluster(config).nodePool));
  return [
    `Cost: ${costLine(config)}`,
    ...idle.map(({ what, month }) => row(what, usd(month))),
    row('**together**', `**${usd(total)}**`),
    row(`default node pool, ${nodesOf(config)}`, usd(ours.hour, 3)),
    row(`\`agentNodePool\`, ${nodesOf(withAgentNodes)}`, usd(known(agentNodeHour), 3)),
    ...[2, 4, 5, 10, 20].map((jobs) => {
      const until = hoursWhileCheaper({ idleMonth: total, hour: ours.hour, jobs });
      return row(`${jobs}`, until <= 0 ? 'never' : `up to ${hours(until)} agent hours`, hours(HOURS_A_MONTH * jobs));
    }),
    row(
      'Container Apps jobs',
      usd(CONTAINER_APPS_HOUR, 3),
      hours(hoursUntilCheaper(ours, { month: 0, hour: CONTAINER_APPS_HOUR, freeHours: CONTAINER_APPS_FREE_HOURS })),
    ),
    row('Managed DevOps Pools', usd(vm, 3), hours(hoursUntilCheaper(ours, { month: 0, hour: vm, freeHours: 0 }))),
  ];
}

/** The costs of warm agents in docs/cost.md: an example of the summary, and the rows by number, windows and nodes. */
export function warmLines(configWith: (warm: readonly object[], cluster: object) => Config): readonly string[] {
  const hours = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:30', to: '18:00', timeZone: 'Europe/Berlin' };
  const agentNodes = { agentNodePool: {} };
  const month = (window: object, cluster: object) => {
    const config = configWith([window], cluster);
    return usd(known(warmMonth(config, agentHours(config, pricesOf(config)))?.month));
  };
  return [
    `Cost: ${costLine(configWith([{ agents: 2, ...hours }], agentNodes))}`,
    ...[1, 2, 6].flatMap((agents) => [
      row(`${agents}, always`, month({ agents }, {}), month({ agents }, agentNodes)),
      row(`${agents}, Monday to Friday, 07:30 to 18:00`, month({ agents, ...hours }, {}), month({ agents, ...hours }, agentNodes)),
    ]),
  ];
}

function nodesOf(config: Config): string {
  const [first] = agentHours(config, pricesOf(config));
  return `${first?.nodeSize}, ${first?.agentsPerNode} agents a node`;
}

function known(amount: number | undefined): number {
  if (amount === undefined) throw new Error('the example has a price that the table does not have');
  return amount;
}
