import { describe, expect, it } from 'vitest';
import { callerAddress } from '../../../lib/http/caller-address.ts';

const FRONT_DOOR = 'fd000000-0000-4000-8000-000000000001';
const from = (headers: Record<string, string>, frontDoor?: string) =>
  callerAddress({ headers: new Headers(headers) }, frontDoor);

describe('the address of a caller', () => {
  it.each([
    ['203.0.113.7:4711', '203.0.113.7'],
    ['203.0.113.7', '203.0.113.7'],
    ['1.1.1.1, 203.0.113.7:4711', '203.0.113.7'],
    ['[2001:db8:1:2:3:4:5:6]:4711', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:2:ffff::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', 'unknown'],
  ])('is what the platform saw last: %s', (forwarded, address) => {
    expect(from({ 'x-forwarded-for': forwarded })).toBe(address);
  });

  it('is unknown where no front end tells', () => {
    expect(from({ 'x-azure-socketip': '198.51.100.1', 'client-ip': '198.51.100.2' })).toBe('unknown');
  });

  it('is that of Front Door where it is ours', () => {
    const headers = {
      'x-azure-fdid': FRONT_DOOR.toUpperCase(),
      'x-azure-socketip': '198.51.100.1',
      'x-forwarded-for': '9.9.9.9, 147.243.0.1:1234',
    };
    expect(from(headers, FRONT_DOOR)).toBe('198.51.100.1');
  });

  it.each([
    ['none is set', undefined, FRONT_DOOR],
    ['another one stands there', FRONT_DOOR, 'fd000000-0000-4000-8000-000000000666'],
    ['it says no id', FRONT_DOOR, undefined],
  ])('is not what its headers say where %s', (_, ours, told) => {
    const headers = {
      ...(told !== undefined && { 'x-azure-fdid': told }),
      'x-azure-socketip': '198.51.100.1',
      'x-azure-clientip': '198.51.100.2',
      'x-forwarded-for': '203.0.113.7:1',
    };
    expect(from(headers, ours)).toBe('203.0.113.7');
  });
});
