import { DATABASE, PROJECT } from '../testing/payloads';
import { toDatabase } from './service.mapper';

const map = (fields: object = {}): ReturnType<typeof toDatabase> =>
  toDatabase({ ...DATABASE, ...fields }, PROJECT);

describe('toDatabase', () => {
  it('maps a service', () => {
    expect(map()).toMatchObject({
      resourceId: `${PROJECT}/database/${DATABASE.id}`,
      resourceType: 'database',
      name: 'orders',
      region: 'GRA',
      state: 'running',
      nativeState: 'READY',
      size: 'db1-7',
      isPublic: true,
      createdAt: '2025-03-04T04:06:07.000Z',
      relationships: [],
      attributes: {
        engine: 'postgresql',
        engineVersion: '16',
        endpoint: 'pg.example',
        port: 20184,
        encryptedAtRest: null,
        publiclyAccessible: true,
        tlsRequired: null,
        accessLogged: null,
        backupRetentionDays: 14,
        deletionProtection: false,
        highlyAvailable: true,
        storageGib: 170,
      },
    });
  });

  it.each([
    ['on a private network', { networkType: 'private' }, false],
    ['for some addresses', { ipRestrictions: [{ ip: '198.51.100.0/24' }] }, false],
    ['for nobody yet', { ipRestrictions: [] }, false],
    ['for everybody by IPv6', { ipRestrictions: [{ ip: '::/0' }] }, true],
    ['for whom it does not say', { ipRestrictions: null }, null],
    ['on a network it does not name', { networkType: null }, null],
  ])('%s is publicly accessible: %p', (_what, fields, expected) => {
    expect(map(fields)?.attributes.publiclyAccessible).toBe(expected);
  });

  it('relates to its private network', () => {
    const fields = { networkType: 'private', networkId: 'net-1', subnetId: 'sub-1' };
    expect(map(fields)).toMatchObject({
      isPublic: false,
      relationships: [
        { kind: 'runs_in', resourceId: `${PROJECT}/network/net-1` },
        { kind: 'runs_in', resourceId: `${PROJECT}/subnet/sub-1` },
      ],
    });
  });

  it.each([
    ['backups of an engine without them', { backups: null }, { backupRetentionDays: null }],
    ['the older size', { storage: null }, { storageGib: 160 }],
    ['one node', { nodes: [{ region: 'GRA' }] }, { highlyAvailable: false }],
    ['no word about nodes', { nodes: null }, { highlyAvailable: null }],
    ['no endpoint yet', { endpoints: [] }, { endpoint: null, port: null }],
    ['no word about protection', { deletionProtection: null }, { deletionProtection: null }],
  ])('reads %s', (_what, fields, attributes) => {
    expect(map(fields)?.attributes).toMatchObject(attributes);
  });

  it('does not depend on the order of endpoints and nodes', () => {
    const turned = {
      endpoints: [...DATABASE.endpoints].reverse(),
      nodes: [...DATABASE.nodes].reverse(),
    };
    expect({ ...map(turned), raw: null }).toEqual({ ...map(), raw: null });
  });
});
