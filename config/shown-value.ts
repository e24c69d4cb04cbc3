import { inspect } from 'node:util';
import { mapText } from './map-text';
import type { Problem } from './problem';
import { withoutSecrets } from './secret-text';

const HIDDEN = 'a value that is not shown';

/** The rule of an option that the config's schema does not know. */
export const UNKNOWN_OPTION = 'is not a known option';

/** Options whose value is never printed, should somebody have written one into a config. */
const SECRET_OPTION = /token|secret|password|\bpat\b/i;

/** The same among options that do not exist: what was meant by them is a guess. */
const UNKNOWN_SECRET_OPTION = /token|secret|passw|\bpat\b|key|auth|sign|credential|cert|devops/i;

/** How to sign in to Azure DevOps: the place at which a token is put first. */
const SIGN_IN = /^azureDevOps(?!\.organizationUrl$)(?:[.[]|$)/;

/** A kind, a day or a number, which may be shown even there. */
const PLAIN_WORD = /^(?:[A-Za-z]{0,20}|[\d.:TZ-]{1,20})$/;

/** The value of a problem as it may be printed: whole values where no secret is expected, and no secret anywhere. */
export function shownValue({ path, rule, value }: Problem): string {
  if (value === undefined) return 'nothing';
  return isSecret(path, rule, value) ? HIDDEN : show(value);
}

function isSecret(path: string, rule: string, value: unknown): boolean {
  const option = path.split('.').pop() ?? '';
  // A rule on the name of a pair of a map shows the name.
  if (SECRET_OPTION.test(option) && value !== option) return true;
  if (typeof value === 'number' || typeof value === 'boolean') return false;
  if (rule === UNKNOWN_OPTION) return UNKNOWN_SECRET_OPTION.test(path);
  return SIGN_IN.test(path) && !(typeof value === 'string' && PLAIN_WORD.test(value));
}

function show(value: unknown): string {
  if (typeof value === 'string') {
    const text = withoutSecrets(value);
    return JSON.stringify(text.length > 120 ? `${text.slice(0, 117)}...` : text);
  }
  // What an object holds is not known, and what is not known is not shown.
  if (typeof value === 'object' && value !== null && !isPlainList(value)) return Array.isArray(value) ? 'a list of objects' : 'an object';
  const text = inspect(mapText(value, withoutSecrets), {
    breakLength: Number.POSITIVE_INFINITY,
    compact: true,
    customInspect: false,
    maxArrayLength: 5,
    maxStringLength: 120,
  });
  return withoutSecrets(text);
}

const isPlainList = (value: object): boolean =>
  Array.isArray(value) && value.every((item) => typeof item !== 'object' && typeof item !== 'function');
