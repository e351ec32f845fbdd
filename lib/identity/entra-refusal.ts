import { DomainError, ERRORS, type ErrorCode } from '../errors.ts';

/** A refusal of Entra. `number` is the service's own (AADSTS), for texts and telemetry: Microsoft may renumber. */
export class EntraRefusal extends DomainError {
  readonly number: string | undefined;
  /** What the next interactive sign-in has to ask for (continuous access evaluation, a policy's challenge). */
  readonly claims: string | undefined;

  constructor(
    code: ErrorCode,
    options: {
      readonly number?: string | undefined;
      readonly claims?: string | undefined;
      readonly retryAfterSeconds?: number | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    const { number, claims, retryAfterSeconds, cause } = options;
    super(code, {
      cause,
      ...(number !== undefined && { detail: `${ERRORS[code].text} (AADSTS${number})` }),
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    });
    this.number = number;
    this.claims = claims;
  }
}

/** Numbers that say the person's account is disabled, deleted or not of this tenant any more: the owner has left. */
const LEFT: ReadonlySet<string> = new Set(['50057', '500341', '50034', '90072']);

export function saysOwnerLeft(number: string | undefined): boolean {
  return number !== undefined && LEFT.has(number);
}
