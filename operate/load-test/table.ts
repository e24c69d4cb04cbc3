import { renderTable } from '../lib/table';
import type { Report, Spread } from './report';
import { capital, WORDS } from './words';

/** The report as text. */
export function renderReport(report: Report): string {
  const { run, agentPool, kind = 'agent', jobs, waitsFrom, queueToStart, total, allDoneSeconds, agentsStarted, leftovers } = report;
  const { pool, many } = WORDS[kind];
  const row = (title: string, spread: Spread | undefined) => [title, ...cells(spread)];
  const since = waitsFrom === 'run.createdDate' ? 'creation of the run to start' : 'queue to start';
  const table = renderTable(['seconds', 'p50', 'p95', 'max'], [row(since, queueToStart), row('total', total)], { numeric: [1, 2, 3] });
  const left = leftovers?.agents.length === 0 ? 'none' : leftovers?.agents.join(', ');
  return [
    `Run ${run.id} (${run.result ?? 'not ended'}): ${jobs.length} jobs in ${pool} "${agentPool}"`,
    '',
    table,
    '',
    ...(allDoneSeconds === undefined ? [] : [`All jobs done after: ${allDoneSeconds} s`]),
    `${capital(many)} started: ${agentsStarted}`,
    leftovers === undefined
      ? `${capital(many)} left behind: unknown`
      : `${capital(many)} left behind after ${leftovers.afterSeconds} s: ${left}`,
    '',
  ].join('\n');
}

const cells = (spread: Spread | undefined): string[] =>
  spread === undefined ? ['-', '-', '-'] : [spread.p50, spread.p95, spread.max].map((value) => value.toFixed(1));
