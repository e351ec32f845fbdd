import { createHash, createHmac } from 'node:crypto';
import { md4 } from './md4.ts';

/** The user of a Windows domain, or of the server itself where the domain is empty. */
export type NtlmUser = { readonly user: string; readonly domain: string };

/** What both sides compute from a password and the two challenges. */
export type NtlmV2Response = {
  readonly proof: Buffer;
  /** `proof` and the client's blob: the NtChallengeResponse of the AUTHENTICATE message. */
  readonly response: Buffer;
  /** Without key exchange it is the exported session key, which signs the three messages (MIC). */
  readonly sessionBaseKey: Buffer;
};

/** NTOWFv2 of MS-NLMP 3.3.2: what is known of the password. The user name counts in upper case, the domain as it is. */
export function ntlmV2Key({ user, domain }: NtlmUser, password: string): Buffer {
  return hmacMd5(md4(utf16(password)), utf16(user.toUpperCase() + domain));
}

/**
 * MS-NLMP 3.3.2 ComputeResponse. `targetInfo` are the AV pairs as the client sends them back.
 * @param time of the challenge, in 100 nanoseconds since 1601 (FILETIME)
 */
export function ntlmV2Response(
  key: Buffer,
  options: {
    readonly serverChallenge: Buffer;
    readonly clientChallenge: Buffer;
    readonly time: bigint;
    readonly targetInfo: Buffer;
  },
): NtlmV2Response {
  const { serverChallenge, clientChallenge, time, targetInfo } = options;
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64LE(time);
  const blob = Buffer.concat([
    Buffer.from([1, 1, 0, 0, 0, 0, 0, 0]),
    stamp,
    clientChallenge,
    Buffer.alloc(4),
    targetInfo,
    Buffer.alloc(4),
  ]);
  return ntlmV2Proof(key, serverChallenge, blob);
}

/** The same from the blob that a client sent: how a server checks it. */
export function ntlmV2Proof(key: Buffer, serverChallenge: Buffer, blob: Buffer): NtlmV2Response {
  const proof = hmacMd5(key, Buffer.concat([serverChallenge, blob]));
  return { proof, response: Buffer.concat([proof, blob]), sessionBaseKey: hmacMd5(key, proof) };
}

/** Signs the three messages, the third with zeros in the place of the signature (MS-NLMP 3.1.5.1.2). */
export function messageIntegrityCode(sessionKey: Buffer, messages: readonly Buffer[]): Buffer {
  return hmacMd5(sessionKey, Buffer.concat(messages));
}

/**
 * The channel binding of a TLS connection (RFC 5929 tls-server-end-point), hashed as AV pairs carry it: a server with
 * Extended Protection refuses a sign-in that was made for another connection.
 * @param certificate DER, as the server presented it
 */
export function channelBindingHash(certificate: Uint8Array): Buffer {
  const digest = createHash('sha256').update(certificate).digest();
  const data = Buffer.concat([Buffer.from('tls-server-end-point:'), digest]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return createHash('md5')
    .update(Buffer.concat([Buffer.alloc(16), length, data]))
    .digest();
}

export function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}

function hmacMd5(key: Uint8Array, data: Uint8Array): Buffer {
  return createHmac('md5', key).update(data).digest();
}
