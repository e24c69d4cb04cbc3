import { text } from '../../../operate/lib/svg';
import type { ThresholdStep } from '../dashboard-file';
import type { PanelData } from '../panel-data';
import { formatValue } from './format';
import type { Box } from './graph';

/** Draws a number in the colour of its threshold, with the thresholds below it. */
export function drawStat({ panel, lines }: PanelData, { left, top, width, height }: Box): readonly string[] {
  const { unit, thresholds } = panel.fieldConfig.defaults;
  const value = lines[0]?.values[0];
  const x = left + width / 2;
  const steps = thresholds?.steps ?? [];
  const shown = value === undefined ? 'no data' : formatValue(value, unit);
  return [
    text(shown, { x, y: top + height / 2 + 8, class: colorOf(value, steps), 'font-size': 30, 'font-weight': 600, 'text-anchor': 'middle' }),
    text(describe(steps, unit), { x, y: top + height - 4, class: 'faint', 'font-size': 11, 'text-anchor': 'middle' }),
  ];
}

/** The colour of the last step that the value reaches. */
function colorOf(value: number | undefined, steps: readonly ThresholdStep[]): string {
  if (value === undefined) return 'faint';
  return steps.findLast((step) => step.value === null || value >= step.value)?.color ?? 'faint';
}

function describe(steps: readonly ThresholdStep[], unit: string): string {
  const [first, ...others] = steps;
  if (unit === 'bool_yes_no' && first !== undefined)
    return [`${first.color}: No`, ...others.map(({ color }) => `${color}: Yes`)].join(', ');
  return others.map(({ color, value }) => `${color} from ${formatValue(value ?? 0, unit)}`).join(', ');
}
