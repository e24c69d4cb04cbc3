import { wrap } from '../../../../lib/wrap';
import type { LoadInfo, Results, VariantInfo } from '../results';
import { COLUMNS, type Column, MACHINE_COLUMNS } from './columns';
import { whereOthersAreBetter } from './comparison';
import { floorFor, p95Goal } from './floor';
import { missedGoals } from './goals';
import { measuredOn, repetitionsOf } from './repetitions';
import { figuresFor, formatFigure, formatSummary } from './summary';
import { inWordsOf } from './words';

/** Length of lines in pages. */
const PAGE_COLUMNS = 120;

/** Renders tables, goals and comparison in Markdown, for the part of docs/benchmarks.md between the markers. */
export function renderMarkdown(results: Results): string {
  const parts = [
    renderConditions(results),
    ...results.loads.map((load) => renderLoad(results, load)),
    renderMachine(results),
    renderList('Goals', missedGoals(results), 'All goals are met.'),
    renderList('Where another variant is better', whereOthersAreBetter(results), 'In no figure.'),
  ];
  return inWordsOf(results.service, parts.join('\n\n'));
}

function renderConditions(results: Results): string {
  const { cpu, cores, memoryGib, kernel } = results.machine;
  const { versions, agentStartSeconds, leftoverSeconds, quick } = results;
  const sentences = [
    `Measured on ${measuredOn(results)}: ${cores} cores (${cpu}), ${memoryGib} GiB, Linux ${kernel}; Kubernetes ${versions.kubernetes},`,
    `KEDA ${versions.keda}, Node.js ${versions.node}. ${repetitionsOf(results)} An agent takes ${agentStartSeconds} s to start.`,
    `Agents that are left are counted ${leftoverSeconds} s after the last job.`,
  ];
  const trial = quick ? '**A trial run with small loads: do not use these numbers.**\n\n' : '';
  return `${trial}${wrap(sentences.join(' '), PAGE_COLUMNS, 0)}`;
}

function renderLoad(results: Results, load: LoadInfo): string {
  const rows = results.variants.map((variant) => ({
    name: `${variant.title} (${readsOf(variant)})`,
    figures: figuresFor(results, { load: load.id, variant: variant.id }),
  }));
  const columns = Object.values<Column>(COLUMNS);
  const cells = rows.map(({ name, figures }) => [name, ...columns.map((column) => formatFigure(column, figures))]);
  const heads = ['', ...columns.map((column) => column.title)];
  return [`### ${load.title[0]?.toUpperCase()}${load.title.slice(1)}`, '', renderBounds(results, load), '', renderTable(heads, cells)].join(
    '\n',
  );
}

const readsOf = ({ pollSeconds }: VariantInfo): string =>
  pollSeconds === 0 ? 'the service reports jobs' : `reads the queue every ${pollSeconds} s`;

/** Says what decides how long jobs wait at least. */
function renderBounds(results: Results, load: LoadInfo): string {
  const floor = floorFor(results, load.id);
  const goal = p95Goal(results, load);
  return [
    `At most ${load.maxAgents} agents${load.isLimited ? ', which decides how long jobs wait' : ''}.`,
    floor === undefined ? '' : ` A bare pod starts after p50 ${formatSummary(floor.p50, 1)} s, p95 ${formatSummary(floor.p95, 1)} s.`,
    floor?.agentP95 === undefined ? '' : ` With bare agents, the p95 is ${formatSummary(floor.agentP95, 1)} s.`,
    goal === undefined ? '' : ` The goal for the p95 is ${goal.toFixed(1)} s.`,
  ].join('');
}

function renderMachine(results: Results): string {
  const columns = Object.values<Column>(MACHINE_COLUMNS);
  const rows = results.loads.flatMap(({ id, title }) =>
    results.variants.map((variant) => {
      const figures = figuresFor(results, { load: id, variant: variant.id });
      return [title, variant.title, ...columns.map((column) => formatFigure(column, figures))];
    }),
  );
  return ['### What saturates', '', renderTable(['load', 'variant', ...columns.map(({ title }) => title)], rows)].join('\n');
}

/** The first column of words is on the left, figures are on the right. */
function renderTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = `|${heads.map((head) => (head === '' || head === 'load' || head === 'variant' ? '---' : '---:')).join('|')}|`;
  return [line(heads), rule, ...rows.map(line)].join('\n');
}

function renderList(title: string, lines: readonly string[], none: string): string {
  return [`### ${title}`, '', ...(lines.length === 0 ? [none] : lines.map((line) => `- ${line}`))].join('\n');
}
