import { RdlError } from '../../errors.ts';

/** A spatial value that cannot be read. */
export function spatialError(message: string): RdlError {
  return new RdlError('DATA_INVALID', `A spatial value cannot be read: ${message}`);
}

/** More positions than this in one value are refused: they would exhaust memory before anything is drawn. */
export const MAX_POSITIONS = 2_000_000;
