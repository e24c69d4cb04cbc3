import { basename } from 'node:path';
import { distinct, type Finding, type NameObject, type Scan } from './finding';

interface ScoredObject {
  readonly file_name: string;
  readonly checks: readonly Check[];
}

interface Check {
  readonly check: { readonly id: string };
  readonly grade: number;
  readonly skipped: boolean;
  readonly comments: readonly { readonly path: string; readonly summary: string }[] | null;
}

/** The best grade. A lower one is at least a warning. */
const ALL_OK = 10;

/** Reads the output of kube-score with `--output-format json`. A finding in a container names it: `Job/<entry> agent`. */
export function readKubeScore(stdout: string, nameOf: NameObject): Scan {
  const objects = JSON.parse(stdout) as readonly ScoredObject[];
  const checks = objects.flatMap(({ file_name, checks }) => checks.map((check) => ({ object: nameOf(basename(file_name)), check })));
  const judged = checks.filter(({ check }) => !check.skipped);
  return {
    scanner: 'kube-score',
    passed: { kubernetes: judged.filter(({ check }) => check.grade >= ALL_OK).length },
    findings: distinct(judged.filter(({ check }) => check.grade < ALL_OK).flatMap(({ object, check }) => findingsOf(object, check))),
  };
}

/** One finding for each container, or for the object as a whole. */
function findingsOf(object: string, { check, comments }: Check): readonly Finding[] {
  const paths = [...new Set((comments ?? []).map(({ path }) => path))];
  return (paths.length === 0 ? [''] : paths).map((path) => ({
    scanner: 'kube-score',
    check: check.id,
    object: path === '' ? object : `${object} ${path}`,
    title: (comments ?? [])
      .filter((comment) => comment.path === path)
      .map(({ summary }) => summary)
      .join(', '),
  }));
}
