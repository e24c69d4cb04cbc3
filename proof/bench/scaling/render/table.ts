import type { Results } from '../results';
import { COLUMNS, type Column, formatFigure } from './columns';
import { figuresFor, missedGoals, whereOthersAreBetter } from './comparison';

/** Renders tables, goals and comparison in Markdown, for the part of docs/benchmarks.md between the markers. */
export function renderMarkdown(results: Results): string {
  return [
    renderConditions(results),
    ...results.loads.map((load) => renderLoad(results, load)),
    renderGoals(results),
    renderComparison(results),
  ].join('\n\n');
}

function renderConditions({ startedAt, machine, versions, maxAgents, agentStartSeconds, leftoverSeconds, quick }: Results): string {
  const { cpu, cores, memoryGib, kernel } = machine;
  const lines = [
    `Measured on ${startedAt.slice(0, 10)}: ${cores} cores (${cpu}), ${memoryGib} GiB, Linux ${kernel}; Kubernetes ${versions.kubernetes},`,
    `KEDA ${versions.keda}, Node.js ${versions.node}. At most ${maxAgents} agents; an agent takes ${agentStartSeconds} s to start. Agents that are`,
    `left are counted ${leftoverSeconds} s after the last job.`,
  ];
  return `${quick ? '**A trial run with small loads: do not use these numbers.**\n\n' : ''}${lines.join('\n')}`;
}

function renderLoad(results: Results, { id, title }: Results['loads'][number]): string {
  const columns = Object.values<Column>(COLUMNS);
  const rows = results.variants.map((variant) => [
    `${variant.title} (polls every ${variant.pollSeconds} s)`,
    ...columns.map((column) => formatFigure(column, figuresFor(results, { load: id, variant: variant.id }))),
  ]);
  const heads = ['', ...columns.map((column) => column.title)];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = `|---|${columns.map(() => '---:').join('|')}|`;
  return [`### ${title[0]?.toUpperCase()}${title.slice(1)}`, '', line(heads), rule, ...rows.map(line)].join('\n');
}

function renderGoals(results: Results): string {
  const missed = missedGoals(results);
  return ['### Goals', '', ...(missed.length === 0 ? ['All goals are met.'] : missed.map((miss) => `- ${miss}`))].join('\n');
}

function renderComparison(results: Results): string {
  const lines = whereOthersAreBetter(results);
  return ['### Where another variant is better', '', ...(lines.length === 0 ? ['In no figure.'] : lines.map((line) => `- ${line}`))].join(
    '\n',
  );
}
