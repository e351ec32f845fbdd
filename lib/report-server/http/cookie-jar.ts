const MOST_COOKIES = 20;
const LONGEST = 4096;

/** The cookies of one report server: its session's, and the token against forged requests of old builds. */
export class CookieJar {
  readonly #cookies = new Map<string, string>();

  keep(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';');
      const at = pair.indexOf('=');
      if (at <= 0 || pair.length > LONGEST) continue;
      const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
      const over = attributes.some((attribute) => /^\s*max-age=0\s*$/i.test(attribute));
      if (over || value === '') this.#cookies.delete(name);
      else if (this.#cookies.has(name) || this.#cookies.size < MOST_COOKIES) this.#cookies.set(name, value);
    }
  }

  header(): Readonly<Record<string, string>> {
    const cookies = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return cookies === '' ? {} : { cookie: cookies };
  }

  get(name: string): string | undefined {
    return this.#cookies.get(name);
  }
}
