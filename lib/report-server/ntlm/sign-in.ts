import { randomBytes } from 'node:crypto';
import {
  AV,
  type AvPairs,
  authenticateMessage,
  negotiateMessage,
  readChallenge,
  withMic,
  writeAvPairs,
} from './messages.ts';
import {
  channelBindingHash,
  messageIntegrityCode,
  type NtlmUser,
  ntlmV2Key,
  ntlmV2Response,
  utf16,
} from './ntlm-v2.ts';

/** `DOMAIN\user`, `user@domain.example` or `user`, as people write it. */
export function readAccount(account: string): NtlmUser {
  const at = account.indexOf('\\');
  return at < 0
    ? { user: account, domain: '' }
    : { user: account.slice(at + 1), domain: account.slice(0, at) };
}

/** FILETIME of 1970-01-01. */
const EPOCH = 116_444_736_000_000_000n;
const SIGNED = Buffer.from([2, 0, 0, 0]);

/** One sign-in on one connection: the first message, then the answer to the server's challenge. */
export class NtlmSignIn {
  readonly negotiate = negotiateMessage();

  /**
   * The third message: NTLMv2 with the server's own time, signed where the challenge has one, bound to the TLS
   * certificate where there is one.
   * @param nowMs milliseconds since 1970, where the challenge bears no time
   * @throws NtlmFormatError
   */
  authenticate(
    challengeBytes: Buffer,
    options: {
      readonly account: string;
      readonly password: string;
      readonly host: string;
      readonly certificate: Uint8Array | undefined;
      readonly nowMs: number;
    },
  ): Buffer {
    const challenge = readChallenge(challengeBytes);
    const user = readAccount(options.account);
    const stamp = challenge.targetInfo.get(AV.timestamp);
    const signs = stamp?.length === 8;
    const { response, sessionBaseKey } = ntlmV2Response(ntlmV2Key(user, options.password), {
      serverChallenge: challenge.serverChallenge,
      clientChallenge: randomBytes(8),
      time: signs ? stamp.readBigUInt64LE(0) : BigInt(options.nowMs) * 10_000n + EPOCH,
      targetInfo: writeAvPairs(answered(challenge.targetInfo, { ...options, signs })),
    });
    const message = authenticateMessage({
      flags: challenge.flags,
      ...user,
      workstation: '',
      ntResponse: response,
    });
    if (!signs) return message;
    return withMic(message, messageIntegrityCode(sessionBaseKey, [this.negotiate, challengeBytes, message]));
  }
}

/** The server's AV pairs with ours added (MS-NLMP 3.1.5.1.2). */
function answered(
  pairs: AvPairs,
  {
    host,
    certificate,
    signs,
  }: { readonly host: string; readonly certificate: Uint8Array | undefined; readonly signs: boolean },
): AvPairs {
  return new Map([
    ...pairs,
    ...(signs ? [[AV.flags, SIGNED] as const] : []),
    [AV.channelBindings, certificate ? channelBindingHash(certificate) : Buffer.alloc(16)] as const,
    [AV.targetName, utf16(`HTTP/${host}`)] as const,
  ]);
}
