/** The entries of a map in the order of their names, by code units. Helm's templates read maps in this order, so both ways of deploying agree. */
export const sortedEntries = <Value>(map: Readonly<Record<string, Value>>): readonly (readonly [name: string, value: Value])[] =>
  Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
