/** What the API answers instead of what was asked for; `code` is stable, `detail` a sentence that says what to do. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, sentence: string) {
    super(sentence);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
  }
}

export async function problemOf(answer: Response): Promise<Problem> {
  const body: unknown = await answer.json().catch(() => undefined);
  const { code, title, detail } = (body ?? {}) as { code?: string; title?: string; detail?: string };
  return new Problem(answer.status, code ?? `HTTP_${answer.status}`, detail ?? title ?? `The server answered ${answer.status}.`);
}
