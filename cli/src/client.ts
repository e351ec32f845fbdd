import { Problem } from '../../client/problem.ts';
import {
  type AnswerOf,
  addressOf,
  answerOf,
  type CallOptions,
  type OperationName,
  requestOf,
} from '../../client/request.ts';

export type Client = {
  /** @throws Problem */
  call<N extends OperationName>(name: N, options: CallOptions<N>): Promise<AnswerOf<N>>;
};

const DEADLINE_MS = 60_000;

/** The API at a portal; `token` is asked for before each call that needs one. */
export function createClient(options: {
  readonly portal: string;
  readonly token: () => Promise<string | undefined>;
  readonly send?: typeof fetch;
}): Client {
  const { portal, token, send = fetch } = options;
  return {
    async call<N extends OperationName>(name: N, given: CallOptions<N>) {
      const url = new URL(addressOf(name, given), portal);
      const request = requestOf(name, given);
      const bearer = await token();
      if (bearer !== undefined) request.headers.set('authorization', `Bearer ${bearer}`);
      const answer = await send(url, { ...request, signal: AbortSignal.timeout(DEADLINE_MS) }).catch(
        (error: unknown) => {
          const why = error instanceof Error ? error.message : String(error);
          throw new Problem(0, 'OFFLINE', `${url.origin} does not answer: ${why}`);
        },
      );
      return await answerOf<N>(answer);
    },
  };
}
