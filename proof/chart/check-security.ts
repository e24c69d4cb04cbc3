import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../config/load';
import { kubernetesVersionOf } from '../../config/own-node-pools';
import type { Project } from '../../config/project';
import { ACCEPTED_LIST, type Accepted, unaccepted } from '../../scripts/lib/security/accepted';
import type { Scan } from '../../scripts/lib/security/finding';
import { generalName } from '../../scripts/lib/security/general-name';
import { jobsForScanners } from '../../scripts/lib/security/jobs-for-scanners';
import { checkov, kubeScore } from '../../scripts/lib/security/scanners';
import { scanTargets, type Target } from '../../scripts/lib/security/targets';
import { writeYamlFolder } from '../../scripts/lib/write-yaml-folder';
import { helmOutput } from '../lib/helm/run-helm';
import { bothWays } from './compare/both-ways';
import { readRendered } from './compare/rendered';
import { type HelmProgram, RELEASE } from './helm';

/** The parts of the chart that no stack has. */
const EXTRAS = { dashboard: true, rules: true };

/** Scans the objects of the chart for the configs of `npm run lint:security`, with everything switched on. @returns what is not accepted there */
export async function checkSecurity(chart: string, helm: HelmProgram, project: Project): Promise<readonly string[]> {
  const accepted = JSON.parse(readFileSync(join(project.root, ACCEPTED_LIST), 'utf8')) as readonly Accepted[];
  const scanners = [await checkov(project.root, process.env), await kubeScore(project.root, process.env)];
  const problems: string[] = [];
  for (const target of scanTargets(loadConfig(process.env, project.root, project.compiled))) {
    const folder = mkdtempSync(join(tmpdir(), 'scan-chart-'));
    try {
      const scanned = await writeObjects(target, chart, helm, project, folder);
      for (const scanner of scanners) problems.push(...judged(await scanner(scanned), target, accepted));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return problems;
}

async function writeObjects({ config }: Target, chart: string, helm: HelmProgram, project: Project, folder: string) {
  const { values, namespace } = bothWays(config, project.imageContext);
  const all = { ...values, monitoring: EXTRAS };
  const rendered = readRendered(await helmOutput(helm.path, ['template', RELEASE, chart, '--namespace', namespace], all));
  const objects = jobsForScanners(rendered.objects);
  const files = writeYamlFolder(folder, config.name, objects);
  const names = new Map(objects.map(({ kind, metadata }, at) => [files[at], `${kind}/${generalName(metadata.name ?? '', config)}`]));
  return {
    folder,
    manifests: files.map((file) => join(folder, file)),
    kubernetesVersion: kubernetesVersionOf(config),
    nameOf: (file: string) => names.get(file) ?? file,
  };
}

/** A scanner that read nothing finds nothing either. */
function judged(scan: Scan, target: Target, accepted: readonly Accepted[]): readonly string[] {
  if (!scan.passed['kubernetes'])
    return [`${scan.scanner} passed no check of the chart with the ${target.name} config, so it read nothing`];
  return unaccepted(accepted, { name: target.name, findings: scan.findings }).map(
    ({ check, object, title }) =>
      `the chart with the ${target.name} config: ${scan.scanner} ${check} ${object} (${title}): see ${ACCEPTED_LIST}`,
  );
}
