import { configurationMarkdown } from '../../lib/configuration-docs';
import { type Read, valuesTables } from './comments';

/** All values as Markdown, one table for each object. */
export const valuesMarkdown = (read: Read): string => configurationMarkdown(valuesTables(read)).trimEnd();

/** The text of docs/chart-values.md. */
export function renderValuesDocs(read: Read): string {
  return `${read('scripts/chart/values/chart-values.intro.md').trimEnd()}\n\n${valuesMarkdown(read)}\n`;
}
