const SECRET_NAME = /^[0-9A-Za-z-]{1,127}$/;
/** Key Vault: 25 KB. */
const SECRET_BYTES = 25_600;

export function checkSecretName(name: string): void {
  if (!SECRET_NAME.test(name)) throw new RangeError('That is no name for a secret: [0-9A-Za-z-], 1 to 127.');
}

/** Key Vault: 32 hexadecimal digits. A version is part of an address. */
export function checkSecretVersion(version: string): void {
  if (!/^[0-9a-f]{32}$/.test(version)) throw new RangeError('That is no version of a secret.');
}

/** Says the size only, never the value. */
export function checkSecretValue(value: string): void {
  const bytes = Buffer.byteLength(value);
  if (bytes === 0 || bytes > SECRET_BYTES)
    throw new RangeError(`A secret of ${bytes} bytes; 1 to 25,600 are allowed.`);
}
