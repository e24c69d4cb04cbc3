/** The parts of a version such as v1.36.3; undefined for any other text. */
export function versionParts(text: string): readonly [major: number, minor: number, patch: number] | undefined {
  const [, major, minor, patch = '0'] = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  return major === undefined || minor === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}

/** Whether a version is `least` or newer; false for a text without a version. */
export function isAtLeast(version: string, least: string): boolean {
  const given = versionParts(version);
  const wanted = versionParts(least);
  if (given === undefined || wanted === undefined) return false;
  for (const [index, part] of given.entries()) {
    const other = wanted[index] ?? 0;
    if (part !== other) return part > other;
  }
  return true;
}
