import { Problem } from '../../../client/problem.ts';
import {
  type AnswerOf,
  addressOf,
  answerOf,
  type CallOptions,
  type OperationName,
  requestOf,
} from '../../../client/request.ts';
import { text } from '../text/text.ts';

/** One call of the API. @throws Problem with the API's code, or `OFFLINE` when nothing answered. */
export async function call<N extends OperationName>(name: N, options: CallOptions<N>): Promise<AnswerOf<N>> {
  const init = { ...requestOf(name, options), credentials: 'same-origin' } as const;
  return await answerOf<N>(await send(addressOf(name, options), init));
}

async function send(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem(0, 'OFFLINE', text.problems.offline);
  }
}
