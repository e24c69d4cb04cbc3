import { distinct, type Finding, keyOf } from './finding';

/** The file of the accepted findings. */
export const ACCEPTED_LIST = 'scripts/lint/security/accepted.json';

/**
 * The configs that are scanned. `deployed` is agents.config.ts, if it differs from the other two. It may be anything between
 * them, so a finding that is accepted for one of them is accepted for it too.
 */
const CONFIGS = ['smallest', 'hardened', 'deployed'] as const;
export type ConfigName = (typeof CONFIGS)[number];

/** A finding that is accepted, with the reason. */
export interface Accepted extends Finding {
  /** The config in which it occurs. `both` means the first two. */
  readonly config: ConfigName | 'both';
  readonly reason: string;
}

/** The findings of one config. */
export interface Scanned {
  readonly name: ConfigName;
  readonly findings: readonly Finding[];
}

/** The configs in which a line must occur. */
const configsOf = ({ config }: Accepted): readonly ConfigName[] => (config === 'both' ? ['smallest', 'hardened'] : [config]);

/** The findings of a config that are not accepted. */
export function unaccepted(accepted: readonly Accepted[], { name, findings }: Scanned): readonly Finding[] {
  const keys = new Set(accepted.filter((line) => name === 'deployed' || configsOf(line).includes(name)).map(keyOf));
  return findings.filter((finding) => !keys.has(keyOf(finding)));
}

/** The accepted findings that do not occur. */
export function stale(
  accepted: readonly Accepted[],
  scans: readonly Scanned[],
): readonly (Pick<Accepted, 'scanner' | 'check' | 'object'> & { readonly config: ConfigName })[] {
  return accepted.flatMap((line) => {
    const gone = configsOf(line).filter((config) => !occursIn(line, scans).includes(config));
    return gone.map((config) => ({ scanner: line.scanner, check: line.check, object: line.object, config }));
  });
}

/** The list for the findings of these scans. A new finding has no reason, which is an error until somebody writes one. */
export function updated(accepted: readonly Accepted[], scans: readonly Scanned[]): readonly Accepted[] {
  const reasons = new Map(accepted.map((line) => [keyOf(line), line.reason]));
  return distinct(scans.flatMap(({ findings }) => findings)).map((finding) => ({
    ...finding,
    config: summed(occursIn(finding, scans)),
    reason: reasons.get(keyOf(finding)) ?? '',
  }));
}

/** The configs of a finding in one word. `deployed` is only named if the finding occurs in no other. */
function summed(configs: readonly ConfigName[]): Accepted['config'] {
  const references = configs.filter((config) => config !== 'deployed');
  return references.length === 2 ? 'both' : (references[0] ?? 'deployed');
}

const occursIn = (finding: Pick<Finding, 'scanner' | 'check' | 'object'>, scans: readonly Scanned[]): readonly ConfigName[] =>
  CONFIGS.filter((config) =>
    scans.some(({ name, findings }) => name === config && findings.some((found) => keyOf(found) === keyOf(finding))),
  );
