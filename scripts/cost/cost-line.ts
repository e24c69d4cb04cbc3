import { unknownNames } from '../../config/azure/unknown-names';
import type { Config } from '../../config/types';
import { type AgentHour, agentHours } from './agent-hour';
import { type IdleItem, idleItems } from './idle';
import { listPrices } from './list-prices';
import type { PriceTable } from './price-table';
import { type WarmMonth, warmMonth } from './warm-month';

type Priced = Pick<Config, 'location' | 'cluster' | 'registry' | 'agentPools' | 'monitoring' | 'prices'>;

/** The prices in a config or, if it has none, those that ship with this project. */
export function pricesOf({ location, prices }: Pick<Config, 'location' | 'prices'>): PriceTable {
  return prices ?? listPrices(location);
}

/** The costs of the deployment in one sentence, and what they do not include. */
export function costLine(config: Priced): string {
  const unknownHere = config.prices === undefined ? unknownNames(config) : [];
  if (unknownHere.length > 0)
    return `not counted, because ${unknownHere.map(({ path, name, what }) => `${path} "${name}" is not ${what} that this project knows`).join(', and ')}`;
  const prices = pricesOf(config);
  const idle = idleItems(config, prices);
  const hours = agentHours(config, prices);
  const source = `${config.prices === undefined ? 'list prices' : 'your prices'} of ${prices.date.slice(0, 7)}, ${config.location}`;
  const unknown = [...notCounted(idle, hours), ...(config.monitoring === undefined ? [] : ['monitoring, by its samples'])];
  const remainder = unknown.length === 0 ? '' : `; not known: ${unknown.join(', ')}`;
  const amounts = [
    idleText(idle, prices.currency),
    hourText(hours, prices.currency),
    ...warmText(warmMonth(config, hours), prices.currency),
  ];
  return `${amounts.join(', ')} (${source}; docs/cost.md)${remainder}`;
}

/** Without the price of the nodes, the sum of the rest would look like a total, so it is not shown. */
function idleText(items: readonly IdleItem[], currency: string): string {
  if (items[0]?.month === undefined) return 'unknown when idle';
  const total = items.reduce((sum, { month }) => sum + (month ?? 0), 0);
  const least = items.some(({ month }) => month === undefined) ? 'at least' : 'about';
  return `${least} ${Math.round(total)} ${currency} a month when idle`;
}

function hourText(hours: readonly AgentHour[], currency: string): string {
  if (hours.length === 0) return 'agents run on nodes of your own';
  const known = hours.flatMap(({ hour }) => (hour === undefined ? [] : [hour]));
  if (known.length < hours.length) return 'unknown for an agent hour';
  const [least, most] = [Math.min(...known), Math.max(...known)].map(cents);
  const bound = hours.some((hour) => hour.bound === 'at most') ? 'at most ' : '';
  return `${bound}${least === most ? least : `${least} to ${most}`} ${currency} an agent hour more${bound === '' ? '' : ', spot VMs cost less'}`;
}

function warmText(warm: WarmMonth | undefined, currency: string): readonly string[] {
  if (warm === undefined) return [];
  if (warm.month === undefined) return ['unknown for warm agents'];
  return [`warm agents ${warm.bound} ${Math.round(warm.month)} ${currency} a month more`];
}

/** Two decimals, or three for small amounts. */
const cents = (amount: number) => (amount < 0.1 ? amount.toFixed(3) : amount.toFixed(2));

function notCounted(idle: readonly IdleItem[], hours: readonly AgentHour[]): readonly string[] {
  const nodes = hours.flatMap(({ hour, nodeSize, agentsPerNode }) => {
    if (hour !== undefined) return [];
    return [agentsPerNode === undefined ? `how many agents fit on ${nodeSize}` : `an hour of ${nodeSize}`];
  });
  return [...new Set([...idle.filter(({ month }) => month === undefined).map(({ what }) => what), ...nodes])];
}
