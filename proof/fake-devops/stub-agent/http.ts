/** An answer with an error: the exception that the server names, or the one that its client library throws for the status. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly status: number;
  /** From the answer's body, such as TaskAgentNotFoundException; for a token endpoint its `error`, such as invalid_client. */
  readonly typeKey: string;
  /** Value of `Retry-After`; undefined without that header. */
  readonly retryAfterSeconds: number | undefined;

  constructor(message: string, status: number, typeKey: string, retryAfterSeconds?: number) {
    super(message);
    this.status = status;
    this.typeKey = typeKey;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Whether the agent's client library retries the request. */
  get transient(): boolean {
    return [408, 429, 502, 503, 504].includes(this.status);
  }
}

/** The server did not answer: connection refused, connection broken or timeout. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  /** The whole header `Authorization`. */
  readonly authorization?: string;
  /** A string is sent as plain text, URLSearchParams as a form, anything else as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** @default 100000, as in the agent's client library */
  readonly timeoutMs?: number;
}

/**
 * Sends one request and returns the JSON of the answer, or undefined for an empty answer (202, 204).
 *
 * @throws ServiceError for an error, NoAnswer without an answer, the signal's reason if it is aborted
 */
export async function request<T>({ method, url, authorization, body, signal, timeoutMs = 100_000 }: Request): Promise<T | undefined> {
  const headers: Record<string, string> = { accept: 'application/json', 'x-tfs-fedauthredirect': 'Suppress' };
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
  if (!response.ok || response.status === 203) throw serviceError(url, response, text);
  return text === '' ? undefined : (JSON.parse(text) as T);
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function serviceError(url: string, response: Response, text: string): ServiceError {
  const { status, headers } = response;
  const retryAfter = headers.get('retry-after');
  const retryAfterSeconds = retryAfter === null ? undefined : Number(retryAfter);
  if ([203, 302, 401].includes(status)) {
    // After its handshakes the client library throws this exception, whatever the body contains.
    const serviceError = decodeURIComponent(headers.get('x-tfs-serviceerror') ?? '').replaceAll('+', ' ');
    const message = serviceError || `VS30063: You are not authorized to access ${new URL(url).origin}.`;
    return new ServiceError(message, status, 'VssUnauthorizedException', retryAfterSeconds);
  }
  const { message, typeKey } = errorBody(text);
  return new ServiceError(
    message ?? `${status} ${response.statusText}`,
    status,
    typeKey ?? 'VssServiceResponseException',
    retryAfterSeconds,
  );
}

function errorBody(text: string): { message?: string; typeKey?: string } {
  try {
    // A token endpoint has other field names (RFC 6749, 5.2).
    const { message, typeKey, error, error_description: description } = JSON.parse(text);
    return { message: message ?? description, typeKey: typeKey ?? error };
  } catch {
    return {};
  }
}
