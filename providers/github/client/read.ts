import * as z from 'zod/mini';
import type { Answer } from './answer';
import { GitHubError } from './error';

/** Checks the shape of an answer. `asked` names the request in messages. @throws GitHubError */
export function shaped<T>(asked: string, { status, json }: Answer, shape: z.ZodMiniType<T>): T {
  const parsed = z.safeParse(shape, json);
  if (parsed.success) return parsed.data;
  const what = json === undefined ? 'without a body' : `with ${parsed.error.issues[0]?.path.join('.') || 'JSON'} not as documented`;
  throw new GitHubError(`${asked}: no usable answer: answered ${status} ${what}`, { fault: 'transient', status });
}
