/** The kinds of changes of "Keep a Changelog", in the order of its headings. Artifact Hub has the same, in lower case. */
export const KINDS = ['added', 'changed', 'deprecated', 'removed', 'fixed', 'security'] as const;
export type Kind = (typeof KINDS)[number];

export interface Change {
  readonly kind: Kind;
  /** Markdown on one line. */
  readonly description: string;
}

/** What the changelog says about one version. */
export interface Section {
  /** As in the heading: `YYYY-MM-DD`. undefined for a heading without one. */
  readonly date: string | undefined;
  /** The Markdown below the heading. */
  readonly text: string;
  readonly changes: readonly Change[];
}

/** The heading of changes that no version has yet. */
export const UNRELEASED = 'Unreleased';

/**
 * Finds the section of a version, whose heading is `## 1.2.3 - 2026-12-01`.
 *
 * @param version as in package.json, or `Unreleased`
 * @returns undefined if there is no such section
 * @throws Error for a heading of changes that is none of `KINDS`, and for a change above the first of them
 */
export function sectionOf(changelog: string, version: string): Section | undefined {
  const section = changelog.split(/^## /m).find((part, index) => index > 0 && versionIn(part) === version);
  if (section === undefined) return undefined;
  const [heading = '', ...lines] = section.split('\n');
  return { date: heading.split(' - ')[1]?.trim(), text: lines.join('\n').trim(), changes: changesIn(lines, version) };
}

const versionIn = (section: string): string => /^\[?([^\s\]]+)/.exec(section)?.[1] ?? '';

function changesIn(lines: readonly string[], version: string): readonly Change[] {
  const changes: Change[] = [];
  let kind: Kind | undefined;
  for (const line of lines) {
    const [, heading] = /^### (.*)/.exec(line) ?? [];
    const [, first] = /^- (.*)/.exec(line) ?? [];
    const [, more] = /^\s+(\S.*)/.exec(line) ?? [];
    const last = changes.at(-1);
    if (heading !== undefined) kind = kindOf(heading.trim(), version);
    else if (first !== undefined) changes.push({ kind: kind ?? noKind(first, version), description: first.trim() });
    else if (more !== undefined && last !== undefined)
      changes[changes.length - 1] = { ...last, description: `${last.description} ${more.trim()}` };
  }
  return changes;
}

function kindOf(heading: string, version: string): Kind {
  const kind = KINDS.find((one) => one === heading.toLowerCase());
  if (kind === undefined) throw new Error(`CHANGELOG.md, ${version}: the heading "${heading}" is none of ${KINDS.join(', ')}`);
  return kind;
}

function noKind(change: string, version: string): never {
  throw new Error(`CHANGELOG.md, ${version}: "${change}" is above the first heading: put it below one of ${KINDS.join(', ')}`);
}
