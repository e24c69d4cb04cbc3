/** An answer with an error. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly status: number;
  /** Whole body, in which the name of an exception can be found. */
  readonly body: string;

  constructor(message: string, status: number, body: string) {
    super(message);
    this.status = status;
    this.body = body;
  }

  /** Whether the body names this exception. */
  names(exception: string): boolean {
    return this.body.includes(exception);
  }
}

/** The server did not answer: connection refused, connection broken or timeout. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

export interface Request {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  /** The whole header `Authorization`. */
  readonly authorization?: string;
  /** A string is sent as plain text, URLSearchParams as a form, anything else as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  /** @default 100000, as in the runner's client library */
  readonly timeoutMs?: number;
}

/**
 * Sends one request and returns the JSON of the answer, or undefined for an empty answer (202, 204).
 *
 * @throws ServiceError for an error, NoAnswer without an answer, the signal's reason if it is aborted
 */
export async function request<T>({ method, url, authorization, body, signal, timeoutMs = 100_000 }: Request): Promise<T | undefined> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (authorization !== undefined) headers['authorization'] = authorization;
  const plain = typeof body === 'string' || body instanceof URLSearchParams;
  if (body !== undefined && !plain) headers['content-type'] = 'application/json; charset=utf-8';
  const timeout = AbortSignal.timeout(timeoutMs);
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      body: body === undefined ? null : plain ? body : JSON.stringify(body),
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    text = await response.text();
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    throw new NoAnswer(messageOf(cause), { cause });
  }
  if (!response.ok) throw new ServiceError(`${response.status} ${response.statusText} from ${method} ${url}`, response.status, text);
  return text === '' ? undefined : (JSON.parse(text) as T);
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
