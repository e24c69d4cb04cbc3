import type { ServiceId } from '../services/ids';

/** Texts are written for agents. GitHub calls them runners. */
export function inWordsOf(service: ServiceId, text: string): string {
  if (service === 'azure-devops') return text;
  return text
    .replace(/\bAn agent/g, 'A runner')
    .replace(/\ban agent/g, 'a runner')
    .replace(/\bAgent/g, 'Runner')
    .replace(/\bagent/g, 'runner');
}
