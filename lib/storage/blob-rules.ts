/**
 * Segments of letters, digits and `. _ - = ~`, separated by slashes; no segment ends with a dot, which the service
 * would cut off.
 */
const BLOB_NAME = /^(?:[\w.=~-]*[\w=~-]\/)*[\w.=~-]*[\w=~-]$/;
/** Blob names are at most 1,024 characters long. */
const LONGEST_NAME = 1024;
/** Lower case, because the service compares names without case and HTTP lowers them on the way back. */
const METADATA_NAME = /^[a-z_][a-z0-9_]*$/;
/** Printable ASCII; HTTP trims blanks at the ends and drops empty values. */
const METADATA_VALUE = /^[!-~](?:[ -~]*[!-~])?$/;
const METADATA_BYTES = 8 * 1024;

export function checkBlobName(name: string): void {
  if (name.length > LONGEST_NAME || !BLOB_NAME.test(name))
    throw new RangeError(`"${name}" is no name for a blob.`);
}

export function checkMetadata(metadata: Readonly<Record<string, string>>): void {
  let bytes = 0;
  for (const [name, value] of Object.entries(metadata)) {
    if (!METADATA_NAME.test(name)) throw new RangeError(`"${name}" is no name for a blob's metadata.`);
    if (!METADATA_VALUE.test(value)) {
      throw new RangeError(
        `The metadata "${name}" is empty, or not printable ASCII, or has blanks at its ends.`,
      );
    }
    bytes += name.length + value.length;
  }
  if (bytes > METADATA_BYTES) throw new RangeError('Metadata of more than 8 KiB.');
}
