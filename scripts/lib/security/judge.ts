import { ACCEPTED_LIST, type Accepted, type ConfigName, type Scanned, stale, unaccepted } from './accepted';
import type { Finding, Scan } from './finding';

/** The kinds of files that each scanner must have read. A scanner that read nothing finds nothing either. */
const READS: Readonly<Record<Finding['scanner'], readonly string[]>> = {
  checkov: ['terraform_plan', 'kubernetes'],
  'kube-score': ['kubernetes'],
};

const UPDATE = 'npm run lint:security -- --update';

/** One line with the numbers of one scanner for one config. */
export function countLine(name: ConfigName, scan: Scan, accepted: readonly Accepted[]): string {
  const passed = Object.values(scan.passed).reduce((sum, count) => sum + count, 0);
  const failed = scan.findings.length;
  const open = unaccepted(accepted, { name, findings: scan.findings }).length;
  return `${name.padEnd(9)} ${scan.scanner.padEnd(10)} ${passed} passed, ${failed} failed, ${failed - open} of them accepted`;
}

/** Reports the kinds of files in which no check of a scanner passed. */
export function unread(config: ConfigName, { scanner, passed }: Scan): readonly string[] {
  return READS[scanner]
    .filter((kind) => !passed[kind])
    .map(
      (kind) =>
        `${config}: ${scanner} passed no ${kind} check, so it read nothing: check whether its version still reads the files of the scan`,
    );
}

/** Every difference between the findings and the accepted list. */
export function disagreements(accepted: readonly Accepted[], scans: readonly Scanned[]): readonly string[] {
  const open = scans.flatMap((scan) =>
    unaccepted(accepted, scan).map(
      (finding) => `${scan.name}: ${named(finding)} (${finding.title}): fix it, or accept it with a reason: ${UPDATE}`,
    ),
  );
  const gone = stale(accepted, scans).map(
    (line) => `accepted for the ${line.config} config, but no longer found: ${named(line)}: ${UPDATE}`,
  );
  const unexplained = accepted
    .filter(({ reason }) => reason.trim() === '')
    .map((line) => `accepted without a reason: ${named(line)}: write one into ${ACCEPTED_LIST}, then ${UPDATE}`);
  return [...open, ...gone, ...unexplained];
}

const named = ({ scanner, check, object }: Pick<Finding, 'scanner' | 'check' | 'object'>): string => `${scanner} ${check} ${object}`;
