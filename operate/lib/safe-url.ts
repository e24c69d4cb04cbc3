import { UsageError } from './command';

/**
 * Refuses a URL to which a credential would be sent in clear text over a network.
 * @param option the option that the URL comes from @throws UsageError
 */
export function checkSafeUrl(option: string, url: string): void {
  if (!isSafe(url)) throw new UsageError(`${option} must start with https:// (http:// only for this machine), got "${url}"`);
}

function isSafe(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}
