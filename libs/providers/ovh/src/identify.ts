import { instantOf, ProviderError, textOf, type Identity } from '@skyledger/provider-sdk';
import { missingFrom, writingRules } from './access-rules';
import type { OvhClient } from './client';
import { isDenied } from './failures';
import { PORTS, SECURITY_GROUPS } from './openstack/listings';
import { projectsOf } from './projects';

/**
 * The account's number (its "NIC handle", such as `ab12345-ovh`), which stays the same.
 *
 * A consumer key tells its rules and its end, so all that is missing, or too much, is known. A service
 * account is governed by policies, which it may not read: one request for each kind of service tells
 * whether it is refused. Its rights beyond reading cannot be told, and are kept out by `setUp`.
 *
 * Credentials of OpenStack are tried the same way; refused ones leave the account's own keys good.
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
  const own = permissions.filter((permission) => permission.startsWith('GET /'));
  const missing = credential === null ? null : missingFrom(credential, own);
  const missingOwn = missing ?? (await refusedOf(client, own));
  // Without credentials of OpenStack it is only said where all else is missing, too.
  const isNothing = missingOwn.length === (missing === null ? listsOf(own) : own).length;
  const needed = client.openStack !== null || isNothing ? await refusedByOpenStack(client) : [];
  return {
    nativeAccountId,
    displayName,
    missingPermissions: [...missingOwn, ...needed],
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
  const refused: string[] = [];
  for (const permission of listsOf(permissions)) {
    const route = permission.replace(/^GET /, '');
    if ((await unlessDenied(() => client.names(route))) === null) refused.push(permission);
  }
  return refused;
}

/** Those of whole lists, which can be tried. */
function listsOf(permissions: readonly string[]): string[] {
  return permissions.filter((permission) => !permission.includes('*'));
}

/**
 * What OpenStack refuses in the first region of its project; all of it without credentials, and with
 * those of a project that is none of the account.
 */
async function refusedByOpenStack(client: OvhClient): Promise<string[]> {
  const { openStack } = client;
  const session = openStack && (await unlessDenied(() => openStack.session()));
  const projects = session && (await unlessDenied(() => projectsOf(client)));
  const isForeign = projects !== null && !projects.includes(session?.projectId ?? '');
  const [region] = isForeign ? [] : [...(session?.networks.keys() ?? [])].sort();
  const refused: string[] = [];
  for (const listing of [SECURITY_GROUPS, PORTS]) {
    const page =
      openStack && region !== undefined
        ? await unlessDenied(() => openStack.list(region, { ...listing, limit: 1 }, null))
        : null;
    // A project has a default group always, and what may not be seen is left out.
    const isHidden = listing === SECURITY_GROUPS && page?.items.length === 0;
    if (page === null || isHidden) refused.push(listing.operation);
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
