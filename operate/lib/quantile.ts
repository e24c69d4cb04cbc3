/**
 * The quantile by nearest rank: the smallest value that is not below a `share` of all values, so that the result is
 * a measured value.
 * @param share above 0, up to 1
 * @throws RangeError for no values
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.ceil(share * sorted.length) - 1];
  if (value === undefined) throw new RangeError(`no quantile ${share} of ${values.length} values`);
  return value;
}
