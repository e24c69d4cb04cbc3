import { sectionOf } from './changelog';

/**
 * Writes the changes of a version for the annotation `artifacthub.io/changes` of Chart.yaml, from which Artifact Hub makes its
 * changelog (docs/helm_annotations.md of artifacthub/hub).
 *
 * @param changelog the text of CHANGELOG.md
 * @returns YAML, each text of it in JSON's form. Empty if the changelog does not have the version, as between two releases;
 *   then leave the annotation out
 * @throws Error if the section can't be read
 */
export function changesAnnotation(changelog: string, version: string): string {
  const changes = sectionOf(changelog, version)?.changes ?? [];
  return changes.map(({ kind, description }) => `- kind: ${kind}\n  description: ${JSON.stringify(withoutLinks(description))}\n`).join('');
}

/** Keeps the words of links: most lead to files of this project, which Artifact Hub does not have. */
const withoutLinks = (markdown: string): string => markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
