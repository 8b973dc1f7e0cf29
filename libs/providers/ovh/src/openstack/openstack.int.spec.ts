import type { FaultEffect } from '@skyledger/cloud-emulator';
import { collectPass } from '@skyledger/provider-sdk';
import type { OvhClient } from '../client';
import { ovh } from '../provider';
import {
  KEYS,
  OPENSTACK,
  SECRETS,
  SERVICE_ACCOUNT,
  collect,
  passOf,
  startOvhEstate,
  type OvhEstate,
} from '../testing/ovh-estate';
import { PORTS, SECURITY_GROUPS } from './listings';
import type { NeutronPage } from './openstack-client';

let estate: OvhEstate;

beforeEach(async () => {
  estate = await startOvhEstate();
});

afterEach(() => estate.close());

const groups = passOf('openstack.security-groups');
const NEUTRON = [SECURITY_GROUPS.operation, PORTS.operation];
const WRONG = { ...KEYS, openstack_application_credential_secret: 'canary-wrong' };
const logins = (): number =>
  estate.gate.operations.filter((each) => each.startsWith('keystone:')).length;
const askedFor = (operation: string): number =>
  estate.gate.operations.filter((each) => each === operation).length;
const strikeNeutron = (effect: FaultEffect): void =>
  estate.strike(effect, { action: '/network/:region/v2.0/security-groups' });
/** What opens the one project of the account by its user. */
async function userOf(client: OvhClient): Promise<typeof SERVICE_ACCOUNT> {
  const session = await client.openStack?.session();
  const user = { openstack_username: 'user-1', openstack_password: SECRETS.openStackPassword };
  return { ...SERVICE_ACCOUNT, ...user, ...{ openstack_project_id: session?.projectId ?? '' } };
}

describe('security groups of OVHcloud, by OpenStack', () => {
  it('are read by a user of the project just the same, with one login', async () => {
    const client = await estate.connect(await userOf(await estate.connect()));
    const expected = estate.expectedRows(['ovh.security-group'], 'firewall');
    const found = await collect('openstack.security-groups', client);
    expect(found.map(({ resourceId, name }) => `${resourceId} ${name}`).sort()).toEqual(expected);
    expect(logins()).toBe(2);
  });

  it('come in pages, each of which begins behind the one before', async () => {
    const { openStack } = await estate.connect();
    const all = await openStack?.list('GRA11', { ...SECURITY_GROUPS, limit: 1000 }, null);
    const listing = { ...SECURITY_GROUPS, limit: 20 };
    const ids: unknown[] = [];
    let marker: string | null = null;
    do {
      const page: NeutronPage | undefined = await openStack?.list('GRA11', listing, marker);
      ids.push(...(page?.items ?? []));
      marker = page?.next ?? null;
    } while (marker !== null);
    expect(ids).toEqual(all?.items);
    expect(askedFor(SECURITY_GROUPS.operation)).toBe(4);
  });

  it('protect the instances of their project, by one list of ports for each region', async () => {
    const client = await estate.connect();
    const { openStack } = client;
    const project = (await openStack?.session())?.projectId ?? '';
    const instances = await collect('compute.instances', client);
    const known = new Set(
      (await collect('openstack.security-groups', client)).map(({ resourceId }) => resourceId),
    );
    const protectors = instances.map(({ resourceId, relationships }) => ({
      isOfProject: resourceId.includes(project),
      ids: relationships.filter(({ kind }) => kind === 'protected_by').map((to) => to.resourceId),
    }));
    expect(protectors.some(({ isOfProject }) => !isOfProject)).toBe(true);
    for (const { isOfProject, ids } of protectors) {
      expect(ids.length > 0).toBe(isOfProject);
      expect(ids.filter((id) => !known.has(id))).toEqual([]);
    }
    const regions = instances.filter(({ resourceId }) => resourceId.includes(project));
    expect(askedFor(PORTS.operation)).toBe(new Set(regions.map(({ region }) => region)).size);
  });

  it('are not asked for without credentials of OpenStack', async () => {
    const client = await estate.connect(SERVICE_ACCOUNT);
    expect(groups.isOpenTo?.(client)).toBe(false);
    expect(groups.isOpenTo?.(await estate.connect())).toBe(true);
    const { resources, warnings } = await collectPass(passOf('compute.instances'), client);
    expect(JSON.stringify(resources)).not.toContain('protected_by');
    expect(warnings).toEqual([]);
    expect((await ovh.identify(client)).missingPermissions).toEqual([]);
    expect(logins()).toBe(0);
  });

  it('are empty where the project has no network service', async () => {
    const { resources, warnings } = await collectPass(groups, await estate.connect(), {
      region: 'GRA',
    });
    expect({ resources, warnings }).toEqual({ resources: [], warnings: [] });
  });
});

describe('OpenStack of OVHcloud when it refuses', () => {
  const read = (client: OvhClient, region = 'GRA11'): Promise<unknown> =>
    collectPass(groups, client, { region });

  it('denies a login that is wrong, and leaves all else as it is', async () => {
    const client = await estate.connect(WRONG);
    const outcome = read(client);
    await expect(outcome).rejects.toMatchObject({
      fault: { kind: 'denied', code: 'OPENSTACK_LOGIN_REFUSED' },
    });
    await expect(outcome).rejects.not.toThrow('canary');
    const { resources, warnings } = await collectPass(passOf('compute.instances'), client);
    expect(resources).toHaveLength(90);
    expect(warnings).toEqual([]);
    expect((await ovh.identify(client)).missingPermissions).toEqual(NEUTRON);
  });

  it.each<[string, FaultEffect, string]>([
    ['it says so', { type: 'deny' }, 'PolicyNotAuthorized'],
    ['it leaves all of them out', { type: 'empty-page' }, 'OPENSTACK_NOTHING_SHOWN'],
    ['it takes no token for it', { type: 'expire-token' }, 'OPENSTACK_TOKEN_REFUSED'],
  ])('is denied groups when %s', async (_how, effect, code) => {
    strikeNeutron(effect);
    const client = await estate.connect();
    await expect(read(client)).rejects.toMatchObject({ fault: { kind: 'denied', code } });
    const { missingPermissions } = await ovh.identify(client);
    expect(missingPermissions).toEqual([SECURITY_GROUPS.operation]);
  });

  it('is denied the groups of a project of another account', async () => {
    const empty = { client_id: 'EU.empty', client_secret: 'empty-client-secret' };
    const client = await estate.connect({ ...SERVICE_ACCOUNT, ...empty, ...OPENSTACK });
    await expect(read(client)).rejects.toMatchObject({
      fault: { kind: 'denied', code: 'OPENSTACK_FOREIGN_PROJECT' },
    });
    expect((await ovh.identify(client)).missingPermissions).toEqual(NEUTRON);
  });

  it.each<[FaultEffect, object]>([
    [{ type: 'throttle' }, { kind: 'throttled' }],
    [{ type: 'status', status: 502 }, { kind: 'unavailable' }],
    [{ type: 'malformed' }, { kind: 'malformed' }],
    [{ type: 'replace-text', find: 'security_groups', replace: 'none' }, { kind: 'malformed' }],
  ])('fails when Neutron answers with %j', async (effect, fault) => {
    strikeNeutron(effect);
    await expect(read(await estate.connect())).rejects.toMatchObject({ fault });
  });

  it('logs in again when a token was ended', async () => {
    const client = await estate.connect();
    await read(client);
    estate.emulator.expireSessions();
    await read(client);
    expect(logins()).toBe(2);
  });
});

describe('the catalogue of OpenStack', () => {
  it.each([
    ['of a metadata service', '127.0.0.1', '169.254.169.254', 'ADDRESS_REFUSED'],
    ['of another protocol', 'http://', 'ftp://', 'BAD_CATALOGUE'],
    ['with a user in it', 'http://', 'http://user@', 'BAD_CATALOGUE'],
  ])('leads to no address %s', async (_what, find, replace, code) => {
    estate.strike(
      { type: 'replace-text', find, replace },
      { action: '/v3/auth/tokens', account: undefined },
    );
    const outcome = collectPass(groups, await estate.connect(), { region: 'DE1' });
    await expect(outcome).rejects.toMatchObject({ fault: { kind: 'malformed', code } });
  });

  it('may leave a region out, where nothing is told then', async () => {
    estate.strike(
      { type: 'replace-text', find: '"public"', replace: '"internal"' },
      { action: '/v3/auth/tokens', account: undefined },
    );
    const outcome = collectPass(groups, await estate.connect(), { region: 'DE1' });
    await expect(outcome).rejects.toMatchObject({
      fault: { kind: 'disabled', code: 'NOT_IN_CATALOGUE' },
    });
  });
});
