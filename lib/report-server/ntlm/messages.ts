/** NTLM messages as MS-NLMP 2.2 lays them out; both sides, for a server's stand-in reads what the client writes. */
const SIGNATURE = Buffer.from('NTLMSSP\0', 'latin1');

export const FLAGS = {
  unicode: 0x00000001,
  requestTarget: 0x00000004,
  ntlm: 0x00000200,
  alwaysSign: 0x00008000,
  targetTypeServer: 0x00020000,
  extendedSessionSecurity: 0x00080000,
  targetInfo: 0x00800000,
  version: 0x02000000,
  strong128: 0x20000000,
} as const;

const CLIENT_FLAGS =
  FLAGS.unicode |
  FLAGS.requestTarget |
  FLAGS.ntlm |
  FLAGS.alwaysSign |
  FLAGS.extendedSessionSecurity |
  FLAGS.targetInfo |
  FLAGS.version |
  FLAGS.strong128;

/** Windows 10, NTLMSSP revision 15: some servers look at it. */
const VERSION = Buffer.from([10, 0, 0x63, 0x45, 0, 0, 0, 15]);

/** Ids of AV pairs (MS-NLMP 2.2.2.1). */
export const AV = {
  end: 0,
  computerName: 1,
  domainName: 2,
  dnsComputerName: 3,
  flags: 6,
  timestamp: 7,
  targetName: 9,
  channelBindings: 10,
} as const;

export type AvPairs = ReadonlyMap<number, Buffer>;

export type Challenge = {
  readonly flags: number;
  readonly serverChallenge: Buffer;
  readonly targetInfo: AvPairs;
};

/** Thrown for bytes that are no message of the kind. */
export class NtlmFormatError extends Error {}

export function negotiateMessage(): Buffer {
  return Buffer.concat([header(1), uint32(CLIENT_FLAGS), Buffer.alloc(16), VERSION]);
}

export function challengeMessage({ serverChallenge, targetInfo }: Omit<Challenge, 'flags'>): Buffer {
  const name = targetInfo.get(AV.computerName) ?? Buffer.alloc(0);
  const pairs = writeAvPairs(targetInfo);
  const flags = (CLIENT_FLAGS | FLAGS.targetTypeServer) >>> 0;
  const payload = 56;
  return Buffer.concat([
    header(2),
    field(name.length, payload),
    uint32(flags),
    serverChallenge,
    Buffer.alloc(8),
    field(pairs.length, payload + name.length),
    VERSION,
    name,
    pairs,
  ]);
}

/** @throws NtlmFormatError */
export function readChallenge(message: Buffer): Challenge {
  requireType(message, 2, 48);
  return {
    flags: message.readUInt32LE(20),
    serverChallenge: message.subarray(24, 32),
    targetInfo: readAvPairs(readField(message, 40)),
  };
}

export type Authenticate = {
  readonly domain: string;
  readonly user: string;
  readonly workstation: string;
  readonly ntResponse: Buffer;
  /** Absent where the client signs nothing. */
  readonly mic: Buffer | undefined;
};

const MIC_AT = 72;
const AUTHENTICATE_HEADER = 88;

/** With zeros where the signature goes; `withMic` puts it there. */
export function authenticateMessage(options: {
  readonly flags: number;
  readonly domain: string;
  readonly user: string;
  readonly workstation: string;
  readonly ntResponse: Buffer;
}): Buffer {
  const domain = Buffer.from(options.domain, 'utf16le');
  const user = Buffer.from(options.user, 'utf16le');
  const workstation = Buffer.from(options.workstation, 'utf16le');
  // NTLMv2 alone: the LM response is 24 zeros where the challenge bears a timestamp, and never a weaker proof.
  const lm = Buffer.alloc(24);
  const parts = [domain, user, workstation, lm, options.ntResponse];
  const starts = parts.map((_, index) =>
    parts.slice(0, index).reduce((sum, { length }) => sum + length, AUTHENTICATE_HEADER),
  );
  const at = (index: number) => field(parts[index]?.length ?? 0, starts[index] ?? 0);
  const end = parts.reduce((sum, { length }) => sum + length, AUTHENTICATE_HEADER);
  return Buffer.concat([
    header(3),
    at(3),
    at(4),
    at(0),
    at(1),
    at(2),
    field(0, end),
    uint32(options.flags),
    VERSION,
    Buffer.alloc(16),
    ...parts,
  ]);
}

export function withMic(message: Buffer, mic: Buffer): Buffer {
  return Buffer.concat([message.subarray(0, MIC_AT), mic, message.subarray(MIC_AT + 16)]);
}

/** @throws NtlmFormatError */
export function readAuthenticate(message: Buffer): Authenticate {
  requireType(message, 3, 64);
  const text = (at: number) => readField(message, at).toString('utf16le');
  const firstPayload = Math.min(...[12, 20, 28, 36, 44].map((at) => message.readUInt32LE(at + 4)));
  return {
    domain: text(28),
    user: text(36),
    workstation: text(44),
    ntResponse: readField(message, 20),
    mic: firstPayload >= AUTHENTICATE_HEADER ? message.subarray(MIC_AT, MIC_AT + 16) : undefined,
  };
}

/** Kind of a message: 1, 2 or 3. @throws NtlmFormatError */
export function messageType(message: Buffer): number {
  if (message.length < 12 || !message.subarray(0, 8).equals(SIGNATURE))
    throw new NtlmFormatError('No NTLM message.');
  return message.readUInt32LE(8);
}

export function writeAvPairs(pairs: AvPairs): Buffer {
  const parts = [...pairs].map(([id, value]) => Buffer.concat([uint16(id), uint16(value.length), value]));
  return Buffer.concat([...parts, Buffer.alloc(4)]);
}

/** @throws NtlmFormatError */
export function readAvPairs(bytes: Buffer): AvPairs {
  const pairs = new Map<number, Buffer>();
  for (let at = 0; at + 4 <= bytes.length; ) {
    const id = bytes.readUInt16LE(at);
    if (id === AV.end) return pairs;
    const length = bytes.readUInt16LE(at + 2);
    if (at + 4 + length > bytes.length) throw new NtlmFormatError('An AV pair ends behind its list.');
    pairs.set(id, bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  if (bytes.length === 0) return pairs;
  throw new NtlmFormatError('The list of AV pairs has no end.');
}

function requireType(message: Buffer, type: number, length: number): void {
  if (messageType(message) !== type || message.length < length)
    throw new NtlmFormatError(`No NTLM message of type ${type}.`);
}

function readField(message: Buffer, at: number): Buffer {
  const length = message.readUInt16LE(at);
  const offset = message.readUInt32LE(at + 4);
  if (offset + length > message.length) throw new NtlmFormatError('A field ends behind the message.');
  return message.subarray(offset, offset + length);
}

function header(type: number): Buffer {
  return Buffer.concat([SIGNATURE, uint32(type)]);
}

function field(length: number, offset: number): Buffer {
  return Buffer.concat([uint16(length), uint16(length), uint32(offset)]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}
