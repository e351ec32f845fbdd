/** Where a command writes its lines. */
export interface Output {
  print(text: string): void;
  error(text: string): void;
}

export const consoleOutput: Output = {
  print: (text) => process.stdout.write(`${text}\n`),
  error: (text) => process.stderr.write(`${text}\n`),
};
