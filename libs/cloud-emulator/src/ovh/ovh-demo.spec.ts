import { demoEstate, Estate, expectedResources } from '../index';
import { blockOfIp, blocksOfServer, edgeFirewallOf, type OvhIp } from './address.item';
import type { OvhCluster } from './cluster.item';
import type { OvhInstance } from './compute.item';
import type { OvhDatabase } from './database.item';
import type { OvhServer } from './machine.item';
import { ovhScope } from './ovh-scope';
import type { OvhSecurityGroup } from './security-group.item';
import type { OvhBucket, OvhContainer, OvhVolume } from './storage.item';

describe('the demo account of OVHcloud', () => {
  const spec = demoEstate();
  const account = spec.ovh?.[0];
  if (!account) throw new Error('the demo has no account of OVHcloud');
  const estate = new Estate(spec);
  const of = <T>(kind: string): T[] =>
    [...estate.shelves({ account: account.account })]
      .filter((shelf) => shelf.kind === `ovh.${kind}`)
      .flatMap(({ items }) => [...items.all()]) as unknown as T[];

  it('has some dozens of resources, each once', () => {
    const rows = [...expectedResources(estate, account.account)].flatMap((each) => each.rows);
    expect(rows.length).toBeGreaterThanOrEqual(40);
    expect(rows.length).toBeLessThanOrEqual(90);
    expect(new Set(rows.map(({ resourceId }) => resourceId)).size).toBe(rows.length);
  });

  it('has the weaknesses that the checks look for', () => {
    const scope = ovhScope(spec.seed, account, 0);
    const blocks = [
      ...of<OvhIp>('ip').map(blockOfIp),
      ...of<OvhServer>('server').flatMap(blocksOfServer),
    ];
    const firewalls = blocks.map((block) => edgeFirewallOf(scope, block));
    const hasOpenSsh = firewalls.some((firewall) =>
      firewall?.rules.some(
        ({ action, port, source }) => action === 'permit' && port === 'eq 22' && source === 'any',
      ),
    );
    const found = {
      openSsh: hasOpenSsh,
      openGroup: of<OvhSecurityGroup>('security-group').some(({ rules }) =>
        rules.some(({ ports, prefix, group }) => ports?.[0] === 22 && (prefix ?? group) === null),
      ),
      publicMachine: of<OvhInstance>('instance').some(({ publicIp }) => publicIp !== null),
      publicDatabase: of<OvhDatabase>('database').some(
        ({ place, allowed }) => place === null && allowed.includes('0.0.0.0/0'),
      ),
      unprotectedDatabase: of<OvhDatabase>('database').some((each) => !each.protected),
      plainVolume: of<OvhVolume>('volume').some(({ type }) => !type.endsWith('-luks')),
      publicContainer: of<OvhContainer>('container').some(({ type }) => type === 'public'),
      plainBucket: of<OvhBucket>('bucket').some(({ encrypted }) => !encrypted),
      openCluster: of<OvhCluster>('cluster').some(({ allowed }) => allowed.length === 0),
    };
    expect(Object.entries(found).filter(([, is]) => !is)).toEqual([]);
  });
});
