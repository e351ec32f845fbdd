/** One request to a report server; `path` with its query, from the origin's root. */
export type ServerRequest = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** An answer that is longer is refused. */
  readonly maxBytes: number;
  /** From the first byte sent to the last one read, signing in included. */
  readonly timeoutMs: number;
};

export type ServerAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
};

/** Speaks HTTP for one account of one report server. */
export interface ServerTransport {
  /**
   * Any answer but 401, whatever its status.
   * @throws DomainError REPORT_SERVER_UNAVAILABLE, REPORT_SERVER_SIGN_IN_REFUSED, REPORT_SERVER_ANSWER_INVALID,
   *   DATA_SOURCE_NOT_ALLOWED
   */
  send(request: ServerRequest): Promise<ServerAnswer>;
  close(): void;
}
