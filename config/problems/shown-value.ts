import { inspect } from 'node:util';
import { mapText } from '../text/map-text';
import type { Problem } from './problem';
import { withoutSecrets } from './secret-text';

/** Stands for a value that may be a secret. */
export const HIDDEN = 'a value that is not shown';

/** The rule of an option that the config's schema does not know. */
export const UNKNOWN_OPTION = 'is not a known option';

/** Options whose value is never printed, in case a config contains one. */
export const SECRET_OPTION = /token|secret|password|\bpat\b/i;

/** The same for options that do not exist. The pattern is wider, because their meaning is a guess. */
const UNKNOWN_SECRET_OPTION = /token|secret|passw|\bpat\b|key|auth|sign|credential|cert|devops|github/i;

/** Options of the sign-in to a service: the most likely place of a token or of a key. */
const SIGN_IN = /^(?:azureDevOps(?!\.organizationUrl$)|gitHub(?!\.url$))(?:[.[]|$)/;

/** Arguments of a backend that this project does not know: any of them may be a credential. */
const UNKNOWN_ARGUMENTS = /^backend\.config(?:[.[]|$)/;

/** A kind, a date or a number, which may be printed even for those options. */
export const PLAIN_WORD = /^(?:[A-Za-z]{0,20}|[\d.:TZ-]{1,20})$/;

/** The value of a problem for printing: hidden if the option may hold a secret, otherwise with anything that looks like a secret replaced. */
export function shownValue({ path, rule, value }: Problem): string {
  if (value === undefined) return 'nothing';
  return isSecret(path, rule, value) ? HIDDEN : show(value);
}

function isSecret(path: string, rule: string, value: unknown): boolean {
  const option = path.split('.').pop() ?? '';
  // A rule on a key of a map has the key as its value, which may be shown.
  if (SECRET_OPTION.test(option) && value !== option) return true;
  if (typeof value === 'number' || typeof value === 'boolean') return false;
  if (UNKNOWN_ARGUMENTS.test(path)) return true;
  if (rule === UNKNOWN_OPTION) return UNKNOWN_SECRET_OPTION.test(path);
  return SIGN_IN.test(path) && !(typeof value === 'string' && PLAIN_WORD.test(value));
}

function show(value: unknown): string {
  if (typeof value === 'string') {
    const text = withoutSecrets(value);
    return JSON.stringify(text.length > 120 ? `${text.slice(0, 117)}...` : text);
  }
  // The content of an object is not shown, because it is not known whether it contains a secret.
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
