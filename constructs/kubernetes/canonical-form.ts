/**
 * Finds the first null, empty list or empty map in an object, and returns its path; undefined if there is none. The API
 * server drops such values, and the kubernetes provider then fails after creating the object: "Provider produced
 * inconsistent result".
 */
export function emptyPart(value: unknown, path = ''): string | undefined {
  if (value === null) return path;
  if (typeof value !== 'object') return undefined;
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  if (parts.length === 0) return path;
  for (const [key, part] of parts) {
    const found = emptyPart(part, path === '' ? key : `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
