import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../config/load';
import { type Project, projectOf } from '../config/project';
import { parseOptions } from '../operate/lib/parse-options';
import { runMain } from './lib/run-main';
import { ACCEPTED_LIST, type Accepted, updated } from './lib/security/accepted';
import { withAcceptedTable } from './lib/security/accepted-table';
import type { Finding, Scan } from './lib/security/finding';
import { countLine, disagreements, unread } from './lib/security/judge';
import { writeScanFolder } from './lib/security/scan-folder';
import { checkov, kubeScore, type Scanner } from './lib/security/scanners';
import { scanTargets, type Target } from './lib/security/targets';
import { withProgress } from './lib/with-progress';

const USAGE = `npm run lint:security [-- --update]
Scans the stacks and Kubernetes objects of three configs with checkov and
kube-score: the smallest config, docs/examples/hardened/agents.config.ts, and
agents.config.ts (or the config that AGENTS_CONFIG names) if it differs from
both. The first run installs pinned versions of both, which takes minutes and
needs Python 3.11 to 3.13 and Go. Scans need no network.

  --update   writes the findings into scripts/lint/security/accepted.json and
             the table of docs/security.md: removes those that no longer occur,
             and adds new ones without a reason, which you write
  --help     shows this help

Exit code: 0 if every finding is accepted; 1 if one is not, an accepted one no
longer occurs, or a scan failed; 2 usage error.
`;

/** A config with the results of the scanners. */
interface Scanned extends Target {
  readonly scans: readonly Scan[];
  readonly findings: readonly Finding[];
}

async function scan(target: Target, project: Project, scanners: readonly Scanner[]): Promise<Scanned> {
  const folder = writeScanFolder(target.config, project.imageContext);
  try {
    const scans: Scan[] = [];
    for (const scanner of scanners) scans.push(await scanner(folder));
    return { ...target, scans, findings: scans.flatMap(({ findings }) => findings) };
  } finally {
    rmSync(folder.folder, { recursive: true });
  }
}

async function scanAll(project: Project): Promise<readonly Scanned[]> {
  const targets = scanTargets(loadConfig(process.env, project.root, project.compiled));
  const ready = (name: string, get: typeof checkov) =>
    withProgress(
      `get ${name} ready`,
      () => get(project.root, process.env),
      () => `${name} is ready`,
    );
  const scanners = [await ready('checkov', checkov), await ready('kube-score', kubeScore)];
  const scanned: Scanned[] = [];
  for (const target of targets) {
    const work = () => scan(target, project, scanners);
    scanned.push(await withProgress(`scan the ${target.name} config`, work, ({ findings }) => `${findings.length} findings`));
  }
  return scanned;
}

async function main(args: readonly string[]): Promise<number> {
  const values = parseOptions(args, { update: { type: 'boolean' } });
  const project = projectOf(__dirname);
  const [list, page] = [join(project.root, ACCEPTED_LIST), join(project.root, 'docs/security.md')];
  const scanned = await scanAll(project);

  const before = JSON.parse(readFileSync(list, 'utf8')) as readonly Accepted[];
  const accepted = values.update ? updated(before, scanned) : before;
  if (values.update) {
    writeFileSync(list, `${JSON.stringify(accepted, null, 2)}\n`);
    writeFileSync(page, withAcceptedTable(readFileSync(page, 'utf8'), accepted));
  }
  for (const { name, scans } of scanned) {
    for (const found of scans) console.log(countLine(name, found, accepted));
  }
  const nothingRead = scanned.flatMap(({ name, scans }) => scans.flatMap((found) => unread(name, found)));
  const problems = [...nothingRead, ...disagreements(accepted, scanned)];
  for (const problem of problems) console.error(problem);
  return problems.length === 0 ? 0 : 1;
}

runMain('lint:security', USAGE, main);
