/** An answer that is not a success: the exception that the server names, or what its client library makes of the status. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly status: number;
  /** As in the answer's body, such as TaskAgentNotFoundException; `error` of a token endpoint, such as invalid_client. */
  readonly typeKey: string;
  /** What `Retry-After` says; undefined without that header. */
  readonly retryAfterSeconds: number | undefined;

  constructor(message: string, status: number, typeKey: string, retryAfterSeconds?: number) {
    super(message);
    this.status = status;
    this.typeKey = typeKey;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Whether the agent's client library would send the request again. */
  get transient(): boolean {
    return [408, 429, 502, 503, 504].includes(this.status);
  }
}

/** No answer: nobody listens there, the connection broke or the time ran out. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  /** The whole header `Authorization`. */
  readonly authorization?: string;
  /** Sent as JSON; a string goes as plain text, URLSearchParams as a form. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** @default 100000, as the agent's client library */
  readonly timeoutMs?: number;
}

/**
 * Sends one request and returns the answer's JSON; undefined when the answer is empty (202, 204).
 *
 * @throws ServiceError when the server refuses, NoAnswer when there is none, the signal's reason when it is aborted
 */
export async function request<T>({ method, url, authorization, body, signal, timeoutMs = 100_000 }: Request): Promise<T | undefined> {
  const headers: Record<string, string> = { accept: 'application/json', 'x-tfs-fedauthredirect': 'Suppress' };
  if (authorization !== undefined) headers['authorization'] = authorization;
  const plain = typeof body === 'string' || body instanceof URLSearchParams;
  if (body !== undefined && !plain) headers['content-type'] = 'application/json; charset=utf-8';
  const limit = AbortSignal.timeout(timeoutMs);
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      body: body === undefined ? null : plain ? body : JSON.stringify(body),
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    });
    text = await response.text();
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    throw new NoAnswer(why(cause), { cause });
  }
  if (!response.ok || response.status === 203) throw serviceError(url, response, text);
  return text === '' ? undefined : (JSON.parse(text) as T);
}

function why(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function serviceError(url: string, response: Response, text: string): ServiceError {
  const { status, headers } = response;
  const retryAfter = headers.get('retry-after');
  const wait = retryAfter === null ? undefined : Number(retryAfter);
  if ([203, 302, 401].includes(status)) {
    // The client library gives up after its handshakes with this exception, whatever the body says.
    const said = decodeURIComponent(headers.get('x-tfs-serviceerror') ?? '').replaceAll('+', ' ');
    const message = said || `VS30063: You are not authorized to access ${new URL(url).origin}.`;
    return new ServiceError(message, status, 'VssUnauthorizedException', wait);
  }
  const { message, typeKey } = errorBody(text);
  return new ServiceError(message ?? `${status} ${response.statusText}`, status, typeKey ?? 'VssServiceResponseException', wait);
}

function errorBody(text: string): { message?: string; typeKey?: string } {
  try {
    // A token endpoint answers in words of its own (RFC 6749, 5.2).
    const { message, typeKey, error, error_description: description } = JSON.parse(text);
    return { message: message ?? description, typeKey: typeKey ?? error };
  } catch {
    return {};
  }
}
