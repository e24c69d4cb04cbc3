import { unknownNames } from '../../config/azure/unknown-names';
import type { Config } from '../../config/types';
import { type AgentHour, agentHours } from './agent-hour';
import { type IdleItem, idleItems } from './idle';
import { listPrices } from './list-prices';
import type { PriceTable } from './price-table';
import { type WarmMonth, warmMonth } from './warm-month';

type Priced = Pick<Config, 'location' | 'cluster' | 'registry' | 'agentPools' | 'runnerPools' | 'monitoring' | 'prices'>;

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
  const pod = podName(config);
  const hours = agentHours(config, prices);
  const source = `${config.prices === undefined ? 'list prices' : 'your prices'} of ${prices.date.slice(0, 7)}, ${config.location}`;
  const unknown = [...notCounted(idle, hours, pod), ...(config.monitoring === undefined ? [] : ['monitoring, by its samples'])];
  const remainder = unknown.length === 0 ? '' : `; not known: ${unknown.join(', ')}`;
  const amounts = [
    idleText(idle, prices.currency),
    hourText(hours, prices.currency, pod),
    ...warmText(warmMonth(config, hours), prices.currency, pod),
  ];
  return `${amounts.join(', ')} (${source}; docs/cost.md)${remainder}`;
}

/** What the pods of a deployment are called. */
interface PodName {
  /** With its article: "an agent". */
  readonly one: string;
  readonly several: string;
}

function podName({ agentPools, runnerPools }: Priced): PodName {
  if (runnerPools.length === 0) return { one: 'an agent', several: 'agents' };
  if (agentPools.length === 0) return { one: 'a runner', several: 'runners' };
  return { one: 'an agent or runner', several: 'agents and runners' };
}

/** Without the price of the nodes, the sum of the rest would look like a total, so it is not shown. */
function idleText(items: readonly IdleItem[], currency: string): string {
  if (items.length === 0) return 'nothing more when idle';
  if (items[0]?.month === undefined) return 'unknown when idle';
  const total = items.reduce((sum, { month }) => sum + (month ?? 0), 0);
  const least = items.some(({ month }) => month === undefined) ? 'at least' : 'about';
  return `${least} ${Math.round(total)} ${currency} a month when idle`;
}

function hourText(hours: readonly AgentHour[], currency: string, pod: PodName): string {
  if (hours.length === 0) return `${pod.several} run on nodes of your own`;
  const known = hours.flatMap(({ hour }) => (hour === undefined ? [] : [hour]));
  if (known.length < hours.length) return `unknown for ${pod.one} hour`;
  const [least, most] = [Math.min(...known), Math.max(...known)].map(cents);
  const bound = hours.some((hour) => hour.bound === 'at most') ? 'at most ' : '';
  return `${bound}${least === most ? least : `${least} to ${most}`} ${currency} ${pod.one} hour more${bound === '' ? '' : ', spot VMs cost less'}`;
}

function warmText(warm: WarmMonth | undefined, currency: string, pod: PodName): readonly string[] {
  if (warm === undefined) return [];
  if (warm.month === undefined) return [`unknown for warm ${pod.several}`];
  return [`warm ${pod.several} ${warm.bound} ${Math.round(warm.month)} ${currency} a month more`];
}

/** Two decimals, or three for small amounts. */
const cents = (amount: number) => (amount < 0.1 ? amount.toFixed(3) : amount.toFixed(2));

function notCounted(idle: readonly IdleItem[], hours: readonly AgentHour[], pod: PodName): readonly string[] {
  const nodes = hours.flatMap(({ hour, nodeSize, agentsPerNode }) => {
    if (hour !== undefined) return [];
    return [agentsPerNode === undefined ? `how many ${pod.several} fit on ${nodeSize}` : `an hour of ${nodeSize}`];
  });
  return [...new Set([...idle.filter(({ month }) => month === undefined).map(({ what }) => what), ...nodes])];
}
