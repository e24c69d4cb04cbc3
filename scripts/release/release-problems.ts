import { sectionOf, UNRELEASED } from './changelog';

interface Candidate {
  /** Name of the tag in Git. */
  readonly tag: string;
  /** Version in package.json. */
  readonly version: string;
  /** Text of CHANGELOG.md. */
  readonly changelog: string;
}

/** https://semver.org without build metadata, because a tag of a registry can't have a plus. */
const SEMVER = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/;

/** Lists what is wrong with a release, as sentences. */
export function releaseProblems({ tag, version, changelog }: Candidate): readonly string[] {
  const problems: string[] = [];
  if (!SEMVER.test(version)) problems.push(`the version in package.json is no semantic version, got "${version}": write it like 1.2.3`);
  if (tag !== `v${version}`) {
    problems.push(`the tag must be v${version}, because package.json has version ${version}, got "${tag}": change one of them`);
  }
  const section = sectionOf(changelog, version);
  if (section === undefined) problems.push(`CHANGELOG.md has no section "## ${version} - YYYY-MM-DD": rename "## ${UNRELEASED}"`);
  else {
    if (section.changes.length === 0) problems.push(`CHANGELOG.md has no change below "## ${version}": add what has changed`);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(section.date ?? '')) {
      problems.push(
        `the heading of ${version} in CHANGELOG.md must end with the day, got "${section.date ?? ''}": write it like 2026-12-01`,
      );
    }
    const unreleased = sectionOf(changelog, UNRELEASED)?.changes.length ?? 0;
    if (unreleased > 0) {
      problems.push(
        `CHANGELOG.md has changes below "## ${UNRELEASED}", got ${unreleased}: move them to ${version}, because the tag contains them`,
      );
    }
  }
  return problems;
}
