import { ODD_VALUES, shapeProblems, withOddFields } from '../testing/odd-fields';
import { toIp } from './ip.mapper';

const ID = '11111111-aaaa-4bbb-8ccc-000000000001';

const anIp = (changes: object = {}): Record<string, unknown> => ({
  id: ID,
  address: '203.0.113.7',
  prefix: null,
  reverse: null,
  server: { id: 's1', name: 'shop' },
  tags: [],
  type: 'routed_ipv4',
  state: 'attached',
  zone: 'fr-par-1',
  ...changes,
});

describe('toIp', () => {
  it('maps an attached address', () => {
    const ip = toIp(anIp(), 'fr-par-1');
    expect(ip).toMatchObject({
      resourceId: `ip/fr-par-1/${ID}`,
      resourceType: 'public_ip',
      name: '203.0.113.7',
      publicIps: ['203.0.113.7'],
      relationships: [{ kind: 'attached_to', resourceId: 'server/fr-par-1/s1' }],
      attributes: { address: '203.0.113.7', isStatic: true, isAttached: true },
    });
    expect(shapeProblems(ip)).toEqual([]);
  });

  it('maps a prefix, which is no address', () => {
    const changes = { address: null, prefix: '2001:db8:1::/64', type: 'routed_ipv6', server: null };
    expect(toIp(anIp({ ...changes, state: 'detached' }), 'fr-par-1')).toMatchObject({
      name: '2001:db8:1::/64',
      publicIps: [],
      relationships: [],
      attributes: { address: '2001:db8:1::/64', isAttached: false },
    });
  });

  it('does not know whether it is attached when the payload does not say', () => {
    expect(toIp(anIp({ server: undefined }), 'fr-par-1')?.attributes.isAttached).toBeNull();
  });

  it.each(ODD_VALUES)('keeps the address when every other field is %j', (odd) => {
    expect(shapeProblems(toIp(withOddFields(anIp(), odd), 'fr-par-1'))).toEqual([]);
  });

  it('is null without an id', () => {
    expect(toIp(undefined, 'fr-par-1')).toBeNull();
  });
});
