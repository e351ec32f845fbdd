/** What the API answers instead of what was asked for; `code` is stable, the message a sentence that says what to do. */
export class Problem extends Error {
  /** HTTP status; 0 when nothing answered. */
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, sentence: string) {
    super(sentence);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
  }
}

/** The problem in an answer that is not ok, whatever its body is: a proxy between us and the portal may have sent it. */
export async function problemOf(answer: Response): Promise<Problem> {
  const body: unknown = await answer.json().catch(() => undefined);
  const told = typeof body === 'object' && body !== null ? body : {};
  const code = textOf(told, 'code') ?? `HTTP_${answer.status}`;
  const sentence = textOf(told, 'detail') ?? textOf(told, 'title') ?? `The portal answered ${answer.status}.`;
  return new Problem(answer.status, code, sentence);
}

function textOf(body: object, member: string): string | undefined {
  const value: unknown = Reflect.get(body, member);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
