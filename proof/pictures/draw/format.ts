/** Seconds of the units of time, from the largest to the smallest. */
const TIME_UNITS = [
  [86_400, 'days'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const;

/** Formats a number in a unit of Grafana. @throws Error for a unit that the dashboard does not use */
export function formatValue(value: number, unit: string): string {
  switch (unit) {
    case 'bool_yes_no':
      return value === 0 ? 'No' : 'Yes';
    case 'short':
      return rounded(value);
    case 's': {
      if (value !== 0 && value < 1) return `${rounded(value * 1000)} ms`;
      const [seconds, name] = TIME_UNITS.find(([each]) => value >= each) ?? [1, 's'];
      return `${rounded(value / seconds)} ${name}`;
    }
    default:
      throw new Error(`unknown unit: ${unit}`);
  }
}

/** Three significant digits. */
const rounded = (value: number): string => `${value >= 100 ? Math.round(value) : Number(value.toPrecision(3))}`;
