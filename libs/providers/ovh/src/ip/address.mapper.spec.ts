import { ADDRESS, SERVER } from '../testing/payloads';
import { toAddressBlock } from './address.mapper';

const server = `urn:v1:eu:resource:dedicatedServer:${SERVER.name}`;
const parts = {
  ip: ADDRESS.ip,
  routes: {
    services: new Map([[SERVER.name, server]]),
    instances: new Map([['137.74.0.2', 'instance-urn']]),
  },
  protections: [],
};

describe('toAddressBlock', () => {
  it('maps an additional address that leads to a server', () => {
    expect(toAddressBlock(ADDRESS, 'eu', parts)).toMatchObject({
      resourceId: 'urn:v1:eu:resource:ip:137.74.0.1/32',
      resourceType: 'public_ip',
      name: '137.74.0.1',
      region: 'eu-west-gra',
      size: 'failover',
      publicIps: ['137.74.0.1'],
      isPublic: true,
      tags: { env: 'prod' },
      relationships: [{ kind: 'attached_to', resourceId: server }],
      attributes: { address: '137.74.0.1', isStatic: true, isAttached: true },
    });
  });

  it('leads to the instance rather than to its project', () => {
    const routed = { ...ADDRESS, routedTo: { serviceName: 'a-project' } };
    const block = toAddressBlock(routed, 'eu', { ...parts, ip: '137.74.0.2/32' });
    expect(block.relationships).toEqual([{ kind: 'attached_to', resourceId: 'instance-urn' }]);
  });

  it('names its firewalls, in order', () => {
    const block = toAddressBlock(ADDRESS, 'eu', { ...parts, protections: ['fw-b', 'fw-a'] });
    expect(block.relationships.slice(1)).toEqual([
      { kind: 'protected_by', resourceId: 'fw-a' },
      { kind: 'protected_by', resourceId: 'fw-b' },
    ]);
  });

  it.each([
    ['parked', null, false],
    ['routed to no service', { serviceName: null }, false],
    ['routed to a service that is not read here', { serviceName: 'xdsl-1' }, true],
    ['silent', undefined, null],
  ])('when %s is attached: %p', (_what, routedTo, isAttached) => {
    const block = toAddressBlock({ ...ADDRESS, routedTo }, 'eu', parts);
    expect(block.attributes.isAttached).toBe(isAttached);
  });

  it('maps a block of many addresses', () => {
    const block = toAddressBlock({}, 'eu', { ...parts, ip: '2001:41d0:1000:1::/64' });
    expect(block).toMatchObject({
      resourceId: 'urn:v1:eu:resource:ip:2001:41d0:1000:1::/64',
      name: '2001:41d0:1000:1::/64',
      publicIps: [],
      isPublic: true,
      attributes: { address: '2001:41d0:1000:1::/64' },
    });
  });
});
