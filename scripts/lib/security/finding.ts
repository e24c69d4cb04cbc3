/** A program that looks for weak settings. */
export type Scanner = 'checkov' | 'kube-score';

/** One rule of a scanner that one object breaks. */
export interface Finding {
  readonly scanner: Scanner;
  /** Id of the rule, as the scanner prints it. */
  readonly check: string;
  /** What breaks it, named alike in every config: `azurerm_kubernetes_cluster.cluster`, `Job/<entry>`. */
  readonly object: string;
  /** What the rule asks for, or what is wrong, in the scanner's words. */
  readonly title: string;
}

/** What one scanner says of one config. */
export interface Scan {
  readonly scanner: Scanner;
  /** Checks that passed, by the kind of what was checked, `terraform_plan` or `kubernetes`. */
  readonly passed: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
}

/** Says what a scanner must name in each config alike. */
export type NameObject = (file: string) => string;

/** A finding is the same one as another when these three are. */
export const keyOf = ({ scanner, check, object }: Pick<Finding, 'scanner' | 'check' | 'object'>): string =>
  [scanner, check, object].join(' ');

/** Each finding once, in a stable order. */
export function distinct(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [keyOf(finding), finding])).values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
