const KILOBYTE = 1024;

/** Bytes as people read them. */
export function sizeText(bytes: number): string {
  const unit = bytes < KILOBYTE ** 2 ? 'kilobyte' : 'megabyte';
  const value = bytes / (unit === 'kilobyte' ? KILOBYTE : KILOBYTE ** 2);
  const options = { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 } as const;
  return new Intl.NumberFormat(undefined, options).format(value);
}
