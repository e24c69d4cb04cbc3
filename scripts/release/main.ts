import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectOf } from '../../config/project';
import { UsageError } from '../../operate/lib/command';
import { parseOptions } from '../../operate/lib/parse-options';
import { runMain } from '../lib/run-main';
import { sectionOf } from './changelog';
import { releaseNames } from './release-names';
import { releaseProblems } from './release-problems';
import { repositoryMetadata } from './repository-metadata';

const USAGE = `npm run release -- --tag TAG [OPTIONS]
Checks that a tag can be released: it is v and the version in package.json, and
CHANGELOG.md has a section for it. Publishes nothing: the workflow Release does.

  --tag TAG       name of the tag, such as v1.2.3
  --out FOLDER    also writes what the workflow needs: names.txt, lines
                  name=value with the names of images and chart; notes.md, the
                  section of CHANGELOG.md; artifacthub-repo.yml, if one of the
                  variables below is set
  --owner OWNER   with --out: the user or organisation in GitHub that publishes
  --help          shows this help

Variables: ARTIFACT_HUB_REPOSITORY_ID is the id of the chart's repository in
Artifact Hub; ARTIFACT_HUB_OWNER_EMAIL is the address of whoever owns it there.

Exit code: 0 it can be released, 1 it can't, 2 usage error.
`;

const OPTIONS = { tag: { type: 'string' }, out: { type: 'string' }, owner: { type: 'string' } } as const;

async function main(args: readonly string[]): Promise<number> {
  const { tag, out, owner } = parseOptions(args, OPTIONS);
  if (!tag) throw new UsageError('--tag is missing: add the name of the tag, such as --tag v1.2.3');
  if (out !== undefined && !owner) throw new UsageError('--out needs --owner: the names of images and chart begin with it');
  const { root } = projectOf(process.cwd());
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { name: string; version: string };
  const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
  const problems = releaseProblems({ tag, version, changelog });
  if (problems.length > 0) throw new Error(`${tag} can't be released:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
  if (out !== undefined && owner) writeFiles(resolve(out), owner, { name, version, notes: sectionOf(changelog, version)?.text ?? '' });
  console.log(`${tag} can be released.`);
  return 0;
}

interface Release {
  readonly name: string;
  readonly version: string;
  readonly notes: string;
}

function writeFiles(folder: string, owner: string, { name, version, notes }: Release): void {
  mkdirSync(folder, { recursive: true });
  const { agentImage, runnerImage, charts, chart } = releaseNames(owner, name);
  const names = { version, 'agent-image': agentImage, 'runner-image': runnerImage, charts, chart, archive: `${name}-${version}.tgz` };
  const lines = Object.entries(names).map(([key, value]) => `${key}=${value}\n`);
  writeFileSync(join(folder, 'names.txt'), lines.join(''));
  writeFileSync(join(folder, 'notes.md'), `${notes}\n`);
  const metadata = repositoryMetadata(owner, {
    repositoryId: process.env['ARTIFACT_HUB_REPOSITORY_ID'] || undefined,
    ownerEmail: process.env['ARTIFACT_HUB_OWNER_EMAIL'] || undefined,
  });
  if (metadata !== undefined) writeFileSync(join(folder, 'artifacthub-repo.yml'), metadata);
}

runMain('release', USAGE, main);
