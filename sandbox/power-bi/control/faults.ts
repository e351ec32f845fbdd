import type { Fault } from '../../shared/traffic.ts';

/**
 * How the next calls that fit go wrong. `operation` is an `operationId` of the swagger, or `Fabric_CreateReport` and
 * its like; everything given must fit.
 */
export type PowerBiFault = Fault & {
  readonly method?: string;
  /** Source of a regular expression, tested without case against the path (no query). */
  readonly path?: string;
  /** Object id of the caller. */
  readonly oid?: string;
  /** The answer's body as it is; left out, one is made of `code` and `message`. */
  readonly body?: unknown;
};

export type MatchedCall = {
  readonly method: string;
  readonly path: string;
  readonly operation: string | undefined;
  readonly oid: string | undefined;
};

function fits(fault: PowerBiFault, call: MatchedCall): boolean {
  return (
    (fault.method === undefined || fault.method.toUpperCase() === call.method) &&
    (fault.path === undefined || new RegExp(fault.path, 'i').test(call.path)) &&
    (fault.operation === undefined || fault.operation === call.operation) &&
    (fault.oid === undefined || fault.oid === call.oid)
  );
}

/** Faults that tests have armed; each is used up by the calls it fits, the oldest first. */
export class Faults {
  #armed: { readonly fault: PowerBiFault; left: number }[] = [];

  arm(fault: PowerBiFault): void {
    this.#armed.push({ fault, left: fault.times ?? 1 });
  }

  take(call: MatchedCall): PowerBiFault | undefined {
    const found = this.#armed.find(({ fault }) => fits(fault, call));
    if (found === undefined) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.#armed = this.#armed.filter((one) => one !== found);
    return found.fault;
  }

  clear(): void {
    this.#armed = [];
  }
}
