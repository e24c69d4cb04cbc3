import type { Results } from '../results';
import { COLUMNS, type Column, shown } from './columns';
import { figures, missedGoals, whereOthersAreBetter } from './comparison';

/** Tables, goals and comparison in Markdown: what stands between the markers in docs/benchmarks.md. */
export function renderMarkdown(results: Results): string {
  return [about(results), ...results.loads.map((load) => section(results, load)), goals(results), comparison(results)].join('\n\n');
}

function about({ startedAt, machine, versions, maxAgents, agentStartSeconds, leftoverSeconds, quick }: Results): string {
  const { cpu, cores, memoryGib, kernel } = machine;
  const lines = [
    `Measured on ${startedAt.slice(0, 10)}: ${cores} cores (${cpu}), ${memoryGib} GiB, Linux ${kernel}; Kubernetes ${versions.kubernetes},`,
    `KEDA ${versions.keda}, Node.js ${versions.node}. At most ${maxAgents} agents; an agent takes ${agentStartSeconds} s to start; what is left is`,
    `counted ${leftoverSeconds} s after the last job.`,
  ];
  return `${quick ? '**A try with small loads: no numbers to go by.**\n\n' : ''}${lines.join('\n')}`;
}

function section(results: Results, { id, title }: Results['loads'][number]): string {
  const columns = Object.values<Column>(COLUMNS);
  const rows = results.variants.map((variant) => [
    `${variant.title} (polls every ${variant.pollSeconds} s)`,
    ...columns.map((column) => shown(column, figures(results, id, variant.id))),
  ]);
  const heads = ['', ...columns.map((column) => column.title)];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = `|---|${columns.map(() => '---:').join('|')}|`;
  return [`### ${title[0]?.toUpperCase()}${title.slice(1)}`, '', line(heads), rule, ...rows.map(line)].join('\n');
}

function goals(results: Results): string {
  const missed = missedGoals(results);
  return ['### Goals', '', ...(missed.length === 0 ? ['All are met.'] : missed.map((miss) => `- ${miss}`))].join('\n');
}

function comparison(results: Results): string {
  const lines = whereOthersAreBetter(results);
  return ['### Where another is better', '', ...(lines.length === 0 ? ['Nowhere.'] : lines.map((line) => `- ${line}`))].join('\n');
}
