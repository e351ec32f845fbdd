import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';

const DEADLINE_MS = 15_000;

/**
 * The network for one msal call: a deadline, which msal's own lacks for tokens, no redirects, and the seconds that a
 * throttling answer asked for, which msal keeps to itself.
 */
export class DeadlineNetwork implements INetworkModule {
  retryAfterSeconds: number | undefined;

  sendGetRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#send('GET', url, options);
  }

  sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#send('POST', url, options);
  }

  async #send<T>(
    method: 'GET' | 'POST',
    url: string,
    options: NetworkRequestOptions = {},
  ): Promise<NetworkResponse<T>> {
    const { headers = {}, body = '' } = options;
    const answer = await fetch(url, {
      method,
      headers,
      ...(method === 'POST' && { body }),
      redirect: 'error',
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
    if (Number.isFinite(seconds)) this.retryAfterSeconds = seconds;
    return {
      headers: Object.fromEntries(answer.headers),
      body: (await answer.json()) as T,
      status: answer.status,
    };
  }
}
