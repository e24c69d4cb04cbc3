import { ACCEPTED_LIST, type Accepted, type ConfigName, type Scanned, stale, unaccepted } from './accepted';
import type { Finding, Scan } from './finding';

/** What each scanner must have looked at: one that read nothing finds nothing either. */
const READS: Readonly<Record<Finding['scanner'], readonly string[]>> = {
  checkov: ['terraform_plan', 'kubernetes'],
  'kube-score': ['kubernetes'],
};

const UPDATE = 'npm run lint:security -- --update';

/** One line of figures for one scanner and one config. */
export function countLine(name: ConfigName, scan: Scan, accepted: readonly Accepted[]): string {
  const passed = Object.values(scan.passed).reduce((sum, count) => sum + count, 0);
  const failed = scan.findings.length;
  const open = unaccepted(accepted, { name, findings: scan.findings }).length;
  return `${name.padEnd(9)} ${scan.scanner.padEnd(10)} ${passed} passed, ${failed} failed, ${failed - open} of them accepted`;
}

/** Kinds of files of which a scanner has passed nothing. */
export function unread(config: ConfigName, { scanner, passed }: Scan): readonly string[] {
  return READS[scanner]
    .filter((kind) => !passed[kind])
    .map(
      (kind) =>
        `${config}: ${scanner} passed no ${kind} check, so it read nothing: see whether its version still reads what is written here`,
    );
}

/** Everything that keeps findings and list from agreeing. */
export function disagreements(accepted: readonly Accepted[], scans: readonly Scanned[]): readonly string[] {
  const open = scans.flatMap((scan) =>
    unaccepted(accepted, scan).map(
      (finding) => `${scan.name}: ${named(finding)} (${finding.title}): mend it, or accept it with a reason: ${UPDATE}`,
    ),
  );
  const gone = stale(accepted, scans).map(
    (line) => `accepted for the ${line.config} config, but no longer found: ${named(line)}: ${UPDATE}`,
  );
  const unexplained = accepted
    .filter(({ reason }) => reason.trim() === '')
    .map((line) => `accepted without a reason: ${named(line)}: write it into ${ACCEPTED_LIST}, then ${UPDATE}`);
  return [...open, ...gone, ...unexplained];
}

const named = ({ scanner, check, object }: Pick<Finding, 'scanner' | 'check' | 'object'>): string => `${scanner} ${check} ${object}`;
