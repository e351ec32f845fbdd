/** Exit codes of the host process. */
export const EXIT = {
  stopped: 0,
  appRefused: 1,
  badUsage: 2,
  graceExceeded: 3,
  addressInUse: 4,
  appCrashed: 70,
} as const;

/** Something that ends the host with a message for its user and a code of {@link EXIT}. */
export class HostError extends Error {
  override readonly name = 'HostError';
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.appRefused, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** The text of anything thrown. */
export function errorText(error: unknown): string {
  if (error instanceof Error) return error.message;
  return typeof error === 'string' ? error : (JSON.stringify(error) ?? String(error));
}

/** The stack where there is one, else the text. */
export function errorStack(error: unknown): string {
  return error instanceof Error && error.stack !== undefined ? error.stack : errorText(error);
}
