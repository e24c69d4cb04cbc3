/** Source of the header `Authorization`, for config.sh, for the listener or for the worker. */
export interface Credential {
  authorization(signal?: AbortSignal): Promise<string>;
  /** Discards a token that the server refused, so that the request is sent once more. */
  discard?(): void;
}
