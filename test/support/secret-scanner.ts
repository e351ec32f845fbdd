import type { Answer } from '../../lib/http/route.ts';
import { BLOBS, QUEUES, TABLES } from '../../lib/storage-names.ts';
import type { StandInInstallation } from './stand-in-installation.ts';

/** What a token endpoint answers, and what it is asked with, that nobody else may see. */
const ANSWERED = ['access_token', 'refresh_token', 'id_token', 'device_code'];
const ASKED = ['client_assertion', 'client_secret', 'refresh_token', 'code', 'code_verifier', 'device_code'];
/** Any signed token; a sealed cookie has five parts and is none. */
const SIGNED = /eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/;

/**
 * Watches a whole run: learns every secret that passes between the app and Entra, writes down everything the app leaves
 * anywhere, and looks for the one in the other.
 */
export class SecretScanner {
  readonly #secrets = new Map<string, string>();
  /** Where a secret may not be (a log line, an answer, a row, a message, a blob, a cookie), and what was written there. */
  readonly #places = new Map<string, Set<string>>();
  readonly #watched = new WeakSet<object>();
  readonly #fetch = globalThis.fetch;
  readonly #console = { ...console };

  constructor() {
    globalThis.fetch = async (input, init) => {
      this.#learnRequest(init?.body);
      const answer = await this.#fetch(input, init);
      await this.#learnAnswer(answer.clone());
      return answer;
    };
    for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
      console[level] = (...values: unknown[]) => this.add(`console.${level}`, values.map(String).join(' '));
  }

  close(): void {
    globalThis.fetch = this.#fetch;
    Object.assign(console, this.#console);
  }

  /** Writes down what is stored and sent from now on, by whichever process. */
  watchStorage(installation: StandInInstallation): void {
    const { storage } = installation;
    if (this.#watched.has(storage)) return;
    this.#watched.add(storage);
    for (const name of Object.values(TABLES)) {
      const table = storage.table(name);
      const [write, batch] = [table.write.bind(table), table.batch.bind(table)];
      table.write = (row) => {
        this.add(`table ${name}`, row);
        return write(row);
      };
      table.batch = (rows) => {
        this.add(`table ${name}`, rows);
        return batch(rows);
      };
    }
    for (const name of Object.values(QUEUES)) {
      const queue = storage.queue(name);
      const send = queue.send.bind(queue);
      queue.send = (message, options) => {
        this.add(`queue ${name}`, message);
        return send(message, options);
      };
    }
    for (const name of Object.values(BLOBS)) {
      const blobs = storage.blobs(name);
      const put = blobs.put.bind(blobs);
      blobs.put = (blob, bytes, options) => {
        this.add(`blobs ${name}`, [blob, Buffer.from(bytes).toString('latin1'), options.metadata]);
        return put(blob, bytes, options);
      };
    }
  }

  /** Writes down what this process answers from now on. */
  watchAnswers(installation: StandInInstallation): void {
    const answer = installation.answer.bind(installation);
    installation.answer = async (request) => {
      const answered = await answer(request);
      this.#addAnswer(request, answered);
      return answered;
    };
  }

  #addAnswer({ method, url }: Request, { body, headers, cookies }: Answer): void {
    const text = body instanceof Uint8Array ? Buffer.from(body).toString('latin1') : body;
    this.add(`answer to ${method} ${new URL(url).pathname}`, [text, headers]);
    for (const { name, value } of cookies ?? []) this.add(`cookie ${name}`, value);
  }

  add(where: string, value: unknown): void {
    const text =
      typeof value === 'string'
        ? value
        : JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part));
    const texts = this.#places.get(where) ?? new Set();
    this.#places.set(where, texts.add(text ?? ''));
  }

  learn(kind: string, secret: string): void {
    if (secret.length >= 16) this.#secrets.set(secret, kind);
  }

  /** How many secrets of each kind are known, and how many places were written down. */
  seen(): { readonly secrets: Readonly<Record<string, number>>; readonly places: readonly string[] } {
    const secrets: Record<string, number> = {};
    for (const kind of this.#secrets.values()) secrets[kind] = (secrets[kind] ?? 0) + 1;
    return { secrets, places: [...this.#places.keys()] };
  }

  /** Each place that holds a secret, in the clear or in one of the usual encodings. */
  leaks(): readonly string[] {
    const found = new Set<string>();
    const marks = this.#marks();
    for (const [where, texts] of this.#places)
      for (const text of texts) {
        if (SIGNED.test(text)) found.add(`${where} holds a signed token`);
        for (const kind of kindsIn(text, marks)) found.add(`${where} holds a ${kind}`);
      }
    return [...found];
  }

  /** Every form of every secret, by its first letters: one pass over a text then looks for all of them at once. */
  #marks(): Marks {
    const marks = new Map<string, { readonly form: string; readonly kind: string }[]>();
    for (const [secret, kind] of this.#secrets)
      for (const form of formsOf(secret)) {
        const mark = form.slice(0, MARK);
        marks.set(mark, [...(marks.get(mark) ?? []), { form, kind }]);
      }
    return marks;
  }

  #learnRequest(body: unknown): void {
    const form = body instanceof URLSearchParams ? body : new URLSearchParams(String(body ?? ''));
    for (const name of ASKED) {
      const value = form.get(name);
      if (value) this.learn(name, value);
    }
  }

  async #learnAnswer(answer: Response): Promise<void> {
    if (!answer.headers.get('content-type')?.includes('json')) return;
    const body: unknown = await answer.json().catch(() => undefined);
    for (const name of ANSWERED) {
      const value = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
      if (typeof value === 'string') this.learn(name, value);
    }
  }
}

type Marks = ReadonlyMap<string, readonly { readonly form: string; readonly kind: string }[]>;

const MARK = 16;

function kindsIn(text: string, marks: Marks): ReadonlySet<string> {
  const kinds = new Set<string>();
  for (let at = 0; at + MARK <= text.length; at++)
    for (const { form, kind } of marks.get(text.slice(at, at + MARK)) ?? [])
      if (text.startsWith(form, at)) kinds.add(kind);
  return kinds;
}

function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  // Without its last letters: what follows decides those of an encoding.
  const base64 = bytes.toString('base64').replace(/=+$/, '').slice(0, -3);
  return [secret, encodeURIComponent(secret), base64, bytes.toString('hex')];
}
