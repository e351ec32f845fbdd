import { describe, expect, it } from 'vitest';
import { AzureStorage } from '../../../../lib/storage/azure/azure-storage.ts';
import { insecureAllowed } from '../../../../lib/storage/azure/connection.ts';

const key = 'AccountName=a;AccountKey=a2V5';
const credential = { getToken: () => Promise.reject(new Error('No token is needed.')) };

describe('a storage connection', () => {
  it.each([
    'UseDevelopmentStorage=true',
    `DefaultEndpointsProtocol=http;${key};BlobEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://localhost:2/a;TableEndpoint=http://[::1]:3/a`,
  ])('may do without TLS on loopback: %s', (connectionString) => {
    expect(insecureAllowed({ connectionString })).toBe(true);
    expect(() => new AzureStorage({ connectionString }).table('T')).not.toThrow();
  });

  it.each([
    `DefaultEndpointsProtocol=https;${key};EndpointSuffix=core.windows.net`,
    `DefaultEndpointsProtocol=https;${key};TableEndpoint=https://a.table.core.windows.net`,
  ])('has TLS anywhere else: %s', (connectionString) => {
    expect(insecureAllowed({ connectionString })).toBe(false);
  });

  it.each([
    `DefaultEndpointsProtocol=http;${key};EndpointSuffix=core.windows.net`,
    `DefaultEndpointsProtocol=http;${key};BlobEndpoint=http://127.0.0.1:1/a;TableEndpoint=http://10.0.0.1:3/a`,
    `DefaultEndpointsProtocol=http;${key};TableEndpoint=http://127.0.0.1.example.com/a`,
  ])('is refused without TLS anywhere else: %s', (connectionString) => {
    expect(() => new AzureStorage({ connectionString })).toThrow(RangeError);
  });

  it('is judged by its addresses where a token is used', () => {
    const secure = {
      tableUri: 'https://a.table.core.windows.net',
      queueUri: 'https://a.queue.core.windows.net',
      blobUri: 'https://a.blob.core.windows.net',
      credential,
    };
    expect(insecureAllowed(secure)).toBe(false);
    expect(() => insecureAllowed({ ...secure, queueUri: 'http://a.queue.core.windows.net' })).toThrow(
      RangeError,
    );
  });
});
