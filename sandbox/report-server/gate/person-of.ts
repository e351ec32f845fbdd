import type { Person } from '../state.ts';

/** `CONTOSO\\bob` also signs in as `bob@contoso.example`. */
export function personOf(people: readonly Person[], name: string): Person | undefined {
  const wanted = name.toLowerCase();
  return people.find(({ account }) => account.toLowerCase() === wanted || upnOf(account) === wanted);
}

function upnOf(account: string): string {
  const [domain = '', user = ''] = account.toLowerCase().split('\\');
  return `${user}@${domain}.example`;
}
