import type { ServiceId } from '../services/ids';

const COMMANDS: Readonly<Record<ServiceId, string>> = {
  'azure-devops': 'npm run bench:scaling -- --render',
  github: 'npm run bench:scaling -- --service github --render',
};
const END = '<!-- end -->';

/** Returns the page of a service with new content between its markers. @throws Error if it lacks the markers */
export function replaceBetweenMarkers(document: string, content: string, service: ServiceId): string {
  const marker = `<!-- begin: ${COMMANDS[service]} -->`;
  const begin = document.indexOf(marker);
  const end = document.indexOf(END, begin);
  if (begin < 0 || end < 0) throw new Error(`the document lacks the lines "${marker}" and "${END}"`);
  return `${document.slice(0, begin + marker.length)}\n\n${content}\n\n${document.slice(end)}`;
}
