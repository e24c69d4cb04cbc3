/** A program that reports weak settings. */
export type Scanner = 'checkov' | 'kube-score';

/** One rule of a scanner that one object breaks. */
export interface Finding {
  readonly scanner: Scanner;
  /** Id of the rule, as the scanner prints it. */
  readonly check: string;
  /** The object that breaks it, with the same name in every config: `azurerm_kubernetes_cluster.cluster`, `Job/<entry>`. */
  readonly object: string;
  /** What the rule requires, or what is wrong, in the words of the scanner. */
  readonly title: string;
}

/** The result of one scanner for one config. */
export interface Scan {
  readonly scanner: Scanner;
  /** The number of checks that passed, by kind of file: `terraform_plan` or `kubernetes`. */
  readonly passed: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
}

/** The name of the object in a file, which is the same for every config. */
export type NameObject = (file: string) => string;

/** Identifies a finding: two findings with the same key are the same one. */
export const keyOf = ({ scanner, check, object }: Pick<Finding, 'scanner' | 'check' | 'object'>): string =>
  [scanner, check, object].join(' ');

/** Each finding once, in a stable order. */
export function distinct(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [keyOf(finding), finding])).values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
