import { describe, expect, it } from 'vitest';
import { md4 } from '../../../lib/report-server/ntlm/md4.ts';
import {
  AV,
  challengeMessage,
  messageType,
  NtlmFormatError,
  readAuthenticate,
  readAvPairs,
  readChallenge,
} from '../../../lib/report-server/ntlm/messages.ts';
import {
  messageIntegrityCode,
  ntlmV2Key,
  ntlmV2Proof,
  ntlmV2Response,
  utf16,
} from '../../../lib/report-server/ntlm/ntlm-v2.ts';
import { NtlmSignIn, readAccount } from '../../../lib/report-server/ntlm/sign-in.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('MD4', () => {
  // RFC 1320, A.5.
  it.each([
    ['', '31d6cfe0d16ae931b73c59d7e0c089c0'],
    ['a', 'bde52cb31de33e46245e05fbdbd6fb24'],
    ['abc', 'a448017aaf21d8525fc10ae87aa6729d'],
    ['message digest', 'd9130a8164549fe818874806e1c7014b'],
    ['abcdefghijklmnopqrstuvwxyz', 'd79e1c308aa5bbcdeea8ed63df412da9'],
    [
      '12345678901234567890123456789012345678901234567890123456789012345678901234567890',
      'e33b4ddc9c38f2199c3e7b164fcc0536',
    ],
  ])('of %j is the one of RFC 1320', (text, digest) => {
    expect(md4(Buffer.from(text)).toString('hex')).toBe(digest);
  });
});

describe('NTLMv2', () => {
  // MS-NLMP 4.2.1 and 4.2.4: User, Domain, Password, both challenges, time 0, two AV pairs.
  const user = { user: 'User', domain: 'Domain' };
  const targetInfo = Buffer.concat([
    hex('0200 0c00'),
    utf16('Domain'),
    hex('0100 0c00'),
    utf16('Server'),
    Buffer.alloc(4),
  ]);
  const serverChallenge = hex('0123456789abcdef');

  it('makes the key of MS-NLMP 4.2.4.1.1', () => {
    expect(ntlmV2Key(user, 'Password').toString('hex')).toBe('0c868a403bfd7a93a3001ef22ef02e3f');
  });

  it('makes the proof and the session key of MS-NLMP 4.2.4', () => {
    const made = ntlmV2Response(ntlmV2Key(user, 'Password'), {
      serverChallenge,
      clientChallenge: hex('aaaaaaaaaaaaaaaa'),
      time: 0n,
      targetInfo,
    });
    expect(made.proof.toString('hex')).toBe('68cd0ab851e51c96aabc927bebef6a1c');
    expect(made.sessionBaseKey.toString('hex')).toBe('8de40ccadbc14a82f15cb0ad0de95ca3');
    expect(made.response.length).toBe(16 + 28 + targetInfo.length + 4);
  });

  it('reads accounts as people write them', () => {
    expect(readAccount('CONTOSO\\ann')).toEqual({ user: 'ann', domain: 'CONTOSO' });
    expect(readAccount('ann@contoso.example')).toEqual({ user: 'ann@contoso.example', domain: '' });
  });
});

describe('an NTLM sign-in', () => {
  const time = Buffer.alloc(8);
  time.writeBigUInt64LE(133_000_000_000_000_000n);
  const pairs = new Map([
    [AV.domainName, utf16('CONTOSO')],
    [AV.computerName, utf16('RS01')],
    [AV.timestamp, time],
  ]);
  const serverChallenge = hex('0011223344556677');
  const challenge = challengeMessage({ serverChallenge, targetInfo: pairs });
  const options = {
    account: 'CONTOSO\\ann',
    password: 'Pa55 wörd',
    host: 'rs.contoso.example',
    certificate: undefined,
    nowMs: 0,
  };

  it('proves the password, keeps the server’s pairs and signs its three messages', () => {
    const signIn = new NtlmSignIn();
    expect(messageType(signIn.negotiate)).toBe(1);
    const message = signIn.authenticate(challenge, options);
    const read = readAuthenticate(message);
    expect(read).toMatchObject({ domain: 'CONTOSO', user: 'ann' });
    const blob = read.ntResponse.subarray(16);
    const key = ntlmV2Key({ user: 'ann', domain: 'CONTOSO' }, 'Pa55 wörd');
    const expected = ntlmV2Proof(key, serverChallenge, blob);
    expect(read.ntResponse.equals(expected.response)).toBe(true);
    const sent = readAvPairs(blob.subarray(28));
    expect(sent.get(AV.domainName)?.equals(utf16('CONTOSO'))).toBe(true);
    expect(sent.get(AV.targetName)?.toString('utf16le')).toBe('HTTP/rs.contoso.example');
    const unsigned = Buffer.concat([message.subarray(0, 72), Buffer.alloc(16), message.subarray(88)]);
    const mic = messageIntegrityCode(expected.sessionBaseKey, [signIn.negotiate, challenge, unsigned]);
    expect(read.mic?.equals(mic)).toBe(true);
  });

  it('is bound to the certificate of its connection', () => {
    const bindingOf = (certificate: Uint8Array | undefined) => {
      const message = new NtlmSignIn().authenticate(challenge, { ...options, certificate });
      return readAvPairs(readAuthenticate(message).ntResponse.subarray(44)).get(AV.channelBindings);
    };
    expect(bindingOf(undefined)?.equals(Buffer.alloc(16))).toBe(true);
    const [one, other] = [bindingOf(Buffer.from('one')), bindingOf(Buffer.from('other'))];
    expect(one?.length).toBe(16);
    expect(other && one?.equals(other)).toBe(false);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a message of another kind', new NtlmSignIn().negotiate],
    ['one that is cut off', challenge.subarray(0, 60)],
    [
      'a field that ends behind the message',
      Buffer.concat([challenge.subarray(0, 40), hex('ffff ffff'), challenge.subarray(44)]),
    ],
  ])('refuses %s for a challenge', (_, bytes) => {
    expect(() => readChallenge(bytes)).toThrow(NtlmFormatError);
  });
});
