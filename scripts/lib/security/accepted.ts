import { distinct, type Finding, keyOf } from './finding';

/** Where the accepted findings are kept. */
export const ACCEPTED_LIST = 'scripts/lint/security/accepted.json';

/** The configs that are always scanned, apart from the one that is deployed. */
export const REFERENCES = ['smallest', 'hardened'] as const;
export type Reference = (typeof REFERENCES)[number];
type Where = Reference | 'both';

/** A finding that stays, and why. */
export interface Accepted extends Finding {
  /** The configs in which it occurs. */
  readonly config: Where;
  readonly reason: string;
}

/** The findings of one config. */
export interface Scanned {
  /** Undefined for the config that is deployed: it may be anything between the two. */
  readonly reference: Reference | undefined;
  readonly findings: readonly Finding[];
}

const includes = (config: Where, reference: Reference): boolean => config === 'both' || config === reference;
const whereOf = ([first, second]: readonly Reference[]): Where => (first === undefined || second !== undefined ? 'both' : first);

const isFor = (line: Accepted, { reference }: Scanned): boolean => reference === undefined || includes(line.config, reference);

/** The findings of a config that no line accepts. */
export function unaccepted(accepted: readonly Accepted[], scanned: Scanned): readonly Finding[] {
  const keys = new Set(accepted.filter((line) => isFor(line, scanned)).map(keyOf));
  return scanned.findings.filter((finding) => !keys.has(keyOf(finding)));
}

/** The lines that claim a finding which does not occur, or no longer. */
export function stale(
  accepted: readonly Accepted[],
  scans: readonly Scanned[],
): readonly Pick<Accepted, 'scanner' | 'check' | 'object' | 'config'>[] {
  return accepted.flatMap((line) => {
    const gone = REFERENCES.filter((reference) => includes(line.config, reference) && !occurs(line, reference, scans));
    return gone.map((config) => ({ scanner: line.scanner, check: line.check, object: line.object, config }));
  });
}

/** The list as the scans would have it: a new finding without a reason, which is an error until somebody writes one. */
export function updated(accepted: readonly Accepted[], scans: readonly Scanned[]): readonly Accepted[] {
  const reasons = new Map(accepted.map((line) => [keyOf(line), line.reason]));
  const found = distinct(scans.filter(({ reference }) => reference !== undefined).flatMap(({ findings }) => findings));
  return found.map((finding) => ({
    ...finding,
    config: whereOf(REFERENCES.filter((reference) => occurs(finding, reference, scans))),
    reason: reasons.get(keyOf(finding)) ?? '',
  }));
}

const occurs = (finding: Pick<Finding, 'scanner' | 'check' | 'object'>, reference: Reference, scans: readonly Scanned[]): boolean =>
  scans.some((scan) => scan.reference === reference && scan.findings.some((found) => keyOf(found) === keyOf(finding)));
