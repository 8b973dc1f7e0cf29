import { ProviderError, type FaultKind } from '@skyledger/provider-sdk';
import type { GcpClient } from './client';
import { identify } from './identify';

/** Refuses the question about permissions, and answers all others. */
function refusing(kind: FaultKind, code: string): GcpClient {
  const post: GcpClient['post'] = (_service, operation) =>
    Promise.reject(new ProviderError({ kind, code, message: 'no' }, operation));
  const get: GcpClient['get'] = async (_service, _operation, _path, { read }) =>
    read({ displayName: 'Shop' }, new Headers() as never);
  return { projectId: 'shop', post, get } as unknown as GcpClient;
}

describe('identify', () => {
  it.each<[FaultKind, string]>([
    ['disabled', 'SERVICE_DISABLED'],
    ['bug', 'INVALID_ARGUMENT'],
  ])('does without the missing permissions when they are not told: %s %s', async (kind, code) => {
    expect(await identify(refusing(kind, code), ['compute.networks.list'])).toEqual({
      nativeAccountId: 'shop',
      displayName: 'Shop',
      missingPermissions: [],
      credentials: { issuedAt: null, expiresAt: null, writePermissions: null },
    });
  });

  it.each<[FaultKind, string]>([
    ['unauthenticated', 'invalid_grant'],
    ['expired', 'authError'],
    ['denied', 'PERMISSION_DENIED'],
    ['unavailable', 'backendError'],
    ['bug', 'TypeError'],
  ])('fails when it is refused as %s %s', async (kind, code) => {
    await expect(identify(refusing(kind, code), [])).rejects.toMatchObject({ fault: { kind } });
  });

  it('takes nobody in who may see nothing of the project', async () => {
    const client = refusing('disabled', 'SERVICE_DISABLED');
    client.get = (_service, operation) =>
      Promise.reject(
        new ProviderError({ kind: 'denied', code: 'forbidden', message: 'no' }, operation),
      );
    await expect(identify(client, [])).rejects.toMatchObject({
      operation: 'compute.networks.list',
    });
  });
});
