/** What Artifact Hub may know about the repository of the chart. */
export interface RepositoryFacts {
  /** The id that Artifact Hub shows for the repository. It makes the publisher a verified one. */
  readonly repositoryId?: string | undefined;
  /** Address of whoever may claim the repository there. */
  readonly ownerEmail?: string | undefined;
}

/**
 * Writes artifacthub-repo.yml (docs/metadata/artifacthub-repo.yml of artifacthub/hub).
 *
 * @param owner name of the owner, as a text to show
 * @returns undefined if nothing is known: then nothing is published, because the file may not be empty
 */
export function repositoryMetadata(owner: string, { repositoryId, ownerEmail }: RepositoryFacts): string | undefined {
  const lines = [
    ...(repositoryId === undefined ? [] : [`repositoryID: ${JSON.stringify(repositoryId)}`]),
    ...(ownerEmail === undefined ? [] : ['owners:', `  - name: ${JSON.stringify(owner)}`, `    email: ${JSON.stringify(ownerEmail)}`]),
  ];
  return lines.length === 0 ? undefined : `${lines.join('\n')}\n`;
}
