import { basename } from 'node:path';
import { distinct, type NameObject, type Scan } from './finding';

interface Check {
  readonly check_id: string;
  readonly check_name: string;
  readonly file_path: string;
  readonly resource: string;
}

interface Report {
  readonly check_type: string;
  readonly results: {
    readonly passed_checks: readonly Check[];
    readonly failed_checks: readonly Check[];
    readonly parsing_errors: readonly string[];
  };
}

/** A run that finds nothing to check prints no results. */
type Output = Report | { readonly passed: number };

/**
 * Reads the output of checkov with `--output json`: one report, or a list of reports for several kinds of files.
 * @param nameOf names the Kubernetes object that a file holds
 * @throws if checkov could not read a file
 */
export function readCheckov(stdout: string, nameOf: NameObject): Scan {
  const parsed = JSON.parse(stdout) as Output | readonly Output[];
  const reports = (Array.isArray(parsed) ? (parsed as readonly Output[]) : [parsed as Output]).filter((report) => 'results' in report);
  const unread = reports.flatMap(({ results }) => results.parsing_errors);
  if (unread.length > 0) throw new Error(`checkov could not read ${unread.join(', ')}`);
  const objectOf = (type: string, { file_path, resource }: Check) => (type === 'kubernetes' ? nameOf(basename(file_path)) : resource);
  return {
    scanner: 'checkov',
    passed: Object.fromEntries(reports.map(({ check_type, results }) => [check_type, results.passed_checks.length])),
    findings: distinct(
      reports.flatMap(({ check_type, results }) =>
        results.failed_checks.map((check) => ({
          scanner: 'checkov',
          check: check.check_id,
          object: objectOf(check_type, check),
          title: check.check_name,
        })),
      ),
    ),
  };
}
