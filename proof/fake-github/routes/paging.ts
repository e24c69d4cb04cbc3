import type { Call } from '../http/call';

const DEFAULT_SIZE = 30;
const MAX_SIZE = 100;

/** One page of a list, as the query asks for it, and the header that names the next one. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly headers: Readonly<Record<string, string>>;
}

/** @param path path of the list below the REST API */
export function pageOf<Item>({ query, origin }: Call, path: string, items: readonly Item[]): Page<Item> {
  const size = Math.min(query.number('per_page') || DEFAULT_SIZE, MAX_SIZE);
  const page = query.number('page') || 1;
  const hasNext = page * size < items.length;
  const headers: Record<string, string> = {};
  if (hasNext) headers['Link'] = `<${origin}/api/v3${path}?per_page=${size}&page=${page + 1}>; rel="next"`;
  return { items: items.slice((page - 1) * size, page * size), headers };
}
