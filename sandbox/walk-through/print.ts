import type { Addresses } from '../app-settings.ts';

const tty = process.stdout.isTTY;
const bold = (text: string) => (tty ? `\u001b[1m${text}\u001b[0m` : text);
const green = (text: string) => (tty ? `\u001b[32m${text}\u001b[0m` : text);

export function say(text: string): void {
  console.log(text);
}

export function printStep(name: string, outcome: string, milliseconds: number): void {
  const time =
    milliseconds < 10_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
  console.log(`${green('✓')} ${bold(name.padEnd(24))} ${time.padStart(8)}   ${outcome}`);
}

export function printLinks(addresses: Addresses, hostKey: string): void {
  console.log(`
${bold('Portal')}               ${addresses.portal}
${bold('Set-up link')}          ${addresses.portal}/setup#${hostKey}
${bold('Power BI dashboards')}  ${addresses.powerBi}
${bold('Traces')}               ${addresses.traces}
${bold('API description')}      ${addresses.portal}/api/openapi.json

Accounts on the sign-in page: Ada Admin administers, Cleo Publisher publishes, Bob Report pins. Ctrl-C ends everything.`);
}
