import { createServer, type Server, type Socket } from 'node:net';

/** A column of a canned result: its TYPE_INFO and the bytes of its values, each with its own length in front. */
export type TdsColumn = { readonly name: string; readonly type: readonly number[] };
export type TdsResult = {
  readonly columns: readonly TdsColumn[];
  readonly rows: readonly (readonly Buffer[])[];
};
export type TdsError = { readonly number: number; readonly message: string };

/** What one request was: a batch or a procedure call, and the texts in it (UTF-16) run together. */
export type TdsRequest = { readonly kind: 'batch' | 'rpc'; readonly text: string };

export type TdsServer = {
  readonly port: number;
  readonly requests: readonly TdsRequest[];
  close(): Promise<void>;
};

/**
 * A server that speaks as much of TDS 7.4 (MS-TDS) as one query takes, without TLS: pre-login, login, batches and
 * procedure calls, each answered with a canned result.
 */
export async function startTdsServer(options: {
  readonly password: string;
  /** Undefined: nothing is ever answered. */
  readonly answer: (request: TdsRequest) => readonly TdsResult[] | TdsError | undefined;
}): Promise<TdsServer> {
  const requests: TdsRequest[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    let received = Buffer.alloc(0);
    let message = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      while (received.length >= 8 && received.length >= received.readUInt16BE(2)) {
        const length = received.readUInt16BE(2);
        const [type, status] = [received[0], received[1]];
        message = Buffer.concat([message, received.subarray(8, length)]);
        received = received.subarray(length);
        if (((status ?? 0) & 1) === 0) continue;
        reply(socket, type ?? 0, message);
        message = Buffer.alloc(0);
      }
    });
  });

  function reply(socket: Socket, type: number, message: Buffer): void {
    if (type === 0x12) {
      send(socket, PRELOGIN);
      return;
    }
    if (type === 0x06) {
      send(socket, DONE_ATTENTION);
      return;
    }
    if (type === 0x10) {
      const refused = { number: 18456, message: "Login failed for user 'ann'." };
      send(
        socket,
        passwordOf(message) === options.password ? Buffer.concat([LOGIN_ACK, DONE]) : errorReply(refused),
      );
      return;
    }
    const request: TdsRequest = {
      kind: type === 1 ? 'batch' : 'rpc',
      text: message.toString('utf16le') + message.subarray(1).toString('utf16le'),
    };
    if (request.text.includes('set quoted_identifier') || request.text.includes('set textsize')) {
      send(socket, DONE);
      return;
    }
    requests.push(request);
    const answer = options.answer(request);
    if (answer === undefined) return;
    send(socket, 'number' in answer ? errorReply(answer) : resultsReply(answer));
  }

  const port = await listen(server);
  return {
    port,
    requests,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('No TCP address.'));
      else resolve(address.port);
    });
  });
}

/** Version and "no encryption", behind their directory of offsets. */
const PRELOGIN = Buffer.from([0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xff, 16, 0, 0, 0, 0, 0, 2]);
const DONE = Buffer.from([0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const DONE_ATTENTION = Buffer.from([0xfd, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const DONE_MORE = Buffer.from([0xfd, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const LOGIN_ACK = token(
  0xad,
  Buffer.concat([Buffer.from([1, 0x74, 0, 0, 4]), shortText('Canned'), Buffer.from([16, 0, 0, 0])]),
);

function send(socket: Socket, payload: Buffer): void {
  const header = Buffer.from([4, 1, 0, 0, 0, 0, 1, 0]);
  header.writeUInt16BE(8 + payload.length, 2);
  socket.write(Buffer.concat([header, payload]));
}

function token(type: number, content: Buffer): Buffer {
  const head = Buffer.from([type, 0, 0]);
  head.writeUInt16LE(content.length, 1);
  return Buffer.concat([head, content]);
}

function shortText(text: string): Buffer {
  return Buffer.concat([Buffer.from([text.length]), Buffer.from(text, 'utf16le')]);
}

function errorReply({ number, message }: TdsError): Buffer {
  const head = Buffer.alloc(6);
  head.writeInt32LE(number, 0);
  head.set([1, 14], 4);
  const length = Buffer.alloc(2);
  length.writeUInt16LE(message.length, 0);
  const body = [
    head,
    length,
    Buffer.from(message, 'utf16le'),
    shortText('srv'),
    shortText(''),
    Buffer.alloc(4),
  ];
  return Buffer.concat([token(0xaa, Buffer.concat(body)), DONE]);
}

function resultsReply(results: readonly TdsResult[]): Buffer {
  return Buffer.concat(
    results.flatMap(({ columns, rows }, index) => {
      const count = Buffer.from([0x81, columns.length, 0]);
      const described = columns.map(({ name, type }) =>
        Buffer.concat([Buffer.alloc(4), Buffer.from([9, 0, ...type]), shortText(name)]),
      );
      const data = rows.map((row) => Buffer.concat([Buffer.from([0xd1]), ...row]));
      return [count, ...described, ...data, index === results.length - 1 ? DONE : DONE_MORE];
    }),
  );
}

/** LOGIN7 hides the password: halves of each byte swapped, then XOR A5. */
function passwordOf(login: Buffer): string {
  const start = login.readUInt16LE(44);
  const hidden = login.subarray(start, start + login.readUInt16LE(46) * 2);
  const plain = hidden.map((byte) => {
    const mixed = byte ^ 0xa5;
    return ((mixed << 4) | (mixed >> 4)) & 0xff;
  });
  return Buffer.from(plain).toString('utf16le');
}
