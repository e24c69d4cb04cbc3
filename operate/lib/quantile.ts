/**
 * The smallest of the values that at least `share` of them do not exceed (nearest rank), so it is one that was measured.
 * @param share above 0, up to 1
 * @throws RangeError for no values
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.ceil(share * sorted.length) - 1];
  if (value === undefined) throw new RangeError(`no quantile ${share} of ${values.length} values`);
  return value;
}
