import { instantOf, ProviderError, textOf, type Identity } from '@skyledger/provider-sdk';
import { missingFrom, writingRules } from './access-rules';
import type { OvhClient } from './client';
import { isDenied } from './failures';

/**
 * The account's number (its "NIC handle", such as `ab12345-ovh`), which stays the same.
 *
 * A consumer key tells its rules and its end, so all that is missing, or too much, is known. A service
 * account is governed by policies, which it may not read: one request for each kind of service tells
 * whether it is refused. Its rights beyond reading cannot be told, and are kept out by `setUp`.
 *
 * @param permissions all that the passes need
 * @throws ProviderError when the keys are not accepted
 */
export async function identify(
  client: OvhClient,
  permissions: readonly string[],
): Promise<Identity> {
  const { nativeAccountId, displayName } = await whoAmI(client);
  const credential: Readonly<Record<string, unknown>> | null = await unlessDenied(() =>
    client.method === 'application_key'
      ? client.item('/auth/currentCredential')
      : client.item('/auth/details').then(({ allowedRoutes }) => ({ rules: allowedRoutes })),
  );
  const missing = credential === null ? null : missingFrom(credential, permissions);
  return {
    nativeAccountId,
    displayName,
    missingPermissions: missing ?? (await refusedOf(client, permissions)),
    ...(credential === null
      ? {}
      : {
          credentials: {
            issuedAt: instantOf(credential['creation']),
            expiresAt: instantOf(credential['expiration']),
            writePermissions: writingRules(credential),
          },
        }),
  };
}

/** Keys that may not read the account's data may still read whose they are. */
async function whoAmI(
  client: OvhClient,
): Promise<Pick<Identity, 'nativeAccountId' | 'displayName'>> {
  const me = await unlessDenied(() => client.item('/me'));
  const known = textOf(me?.['nichandle']);
  if (known !== null) {
    return { nativeAccountId: known, displayName: textOf(me?.['organisation']) };
  }
  const account = textOf((await client.item('/auth/details'))['account']);
  if (account !== null) return { nativeAccountId: account, displayName: null };
  throw new ProviderError(
    { kind: 'malformed', code: 'NoAccount', message: 'the API does not say whose keys these are' },
    'GET /auth/details',
  );
}

/** Those of the permissions, for whole lists, that are refused. */
async function refusedOf(client: OvhClient, permissions: readonly string[]): Promise<string[]> {
  const lists = permissions.filter((permission) => !permission.includes('*'));
  const refused: string[] = [];
  for (const permission of lists) {
    const route = permission.replace(/^GET /, '');
    if ((await unlessDenied(() => client.names(route))) === null) refused.push(permission);
  }
  return refused;
}

async function unlessDenied<Result>(read: () => Promise<Result>): Promise<Result | null> {
  try {
    return await read();
  } catch (error) {
    if (isDenied(error)) return null;
    throw error;
  }
}
