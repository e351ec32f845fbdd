import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EXIT, errorStack, HostError } from './host-error.ts';
import { endWith } from './http-messages.ts';
import type { HostLog } from './log.ts';

export type HttpServerOptions = {
  readonly address: string;
  /** 0: a free port. */
  readonly port: number;
  /** How long a client may take for its headers, and for its whole request; milliseconds. */
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  readonly log: HostLog;
};

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A server on loopback. It listens before the app is loaded and answers 503 until then, as the host does. */
export class HttpServer {
  readonly #options: HttpServerOptions;
  readonly #server: Server;
  #handle: Handle | undefined;
  #stopping = false;

  constructor(options: HttpServerOptions) {
    this.#options = options;
    const { headersTimeout, requestTimeout } = options;
    const limits = {
      headersTimeout,
      requestTimeout,
      keepAliveTimeout: 130_000,
      connectionsCheckingInterval: 500,
    };
    this.#server = createServer(limits, (request, response) => void this.#answer(request, response));
  }

  /** The port; rejects with a HostError when the address is in use. */
  async listen(): Promise<number> {
    const { address, port } = this.#options;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (error) => {
        reject(new HostError(`cannot listen on ${address}:${port}: ${error.message}`, EXIT.addressInUse));
      });
      this.#server.listen(port, address, resolve);
    });
    const bound: AddressInfo | string | null = this.#server.address();
    if (bound === null || typeof bound === 'string') throw new HostError('the server has no port');
    return bound.port;
  }

  serve(handle: Handle): void {
    this.#handle = handle;
  }

  /** Takes no more connections; resolves when the last request in work is answered. */
  async close(): Promise<void> {
    this.#stopping = true;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeIdleConnections();
    await closed;
  }

  /** Cuts what is still open. */
  cut(): void {
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#stopping) response.setHeader('connection', 'close');
    // A connection that was kept for more requests is of no use to a server that stops.
    response.once('close', () => {
      if (this.#stopping) this.#server.closeIdleConnections();
    });
    if (this.#handle === undefined) return endWith(response, 503);
    try {
      await this.#handle(request, response);
    } catch (error) {
      const message = `the host failed for ${request.method} ${request.url}: ${errorStack(error)}`;
      this.#options.log.write({ level: 'error', event: 'http.fault', message });
      endWith(response, 500);
    }
    // What the client still sends is not wanted any more; without this a kept connection would wait for it.
    if (!request.complete) request.resume();
  }
}
