/** A refusal of the API, or that nothing answered (`OFFLINE`). */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;

  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.name = 'Problem';
    this.code = code;
    this.status = status;
  }
}

/** A command that was called in a way that it does not know. */
export class UsageError extends Error {}
