import { discoveredResourceSchema } from '@skyledger/resource-model';
import { ODD_VALUES } from '../testing/guest-facts.builder';
import { toCluster, toNode, type NodeFacts } from './node.mapper';

const aNode = (changes: Partial<NodeFacts> = {}): NodeFacts => ({
  listed: {
    id: 'node/pve1',
    node: 'pve1',
    type: 'node',
    status: 'online',
    maxcpu: 12,
    maxmem: 33_568_288_768,
    cpu: 0.0034,
  },
  status: {
    cpuinfo: { model: 'Xeon', cores: 8, cpus: 16, sockets: 2 },
    memory: { total: 17_179_869_184, used: 1, free: 1 },
    pveversion: 'pve-manager/9.1-1/9a1b2c3d',
  },
  interfaces: [
    { iface: 'vmbr0', type: 'bridge', address: '192.168.1.101', cidr: '192.168.1.101/24' },
    { iface: 'eno1', type: 'eth', address: '5.9.1.2', address6: '2a01:4f8::2' },
  ],
  clusterIp: '192.168.1.101',
  relationships: [{ kind: 'runs_in', resourceId: 'cluster' }],
  ...changes,
});

describe('toNode', () => {
  it('maps a node with everything', () => {
    const node = toNode(aNode());
    expect(node).toMatchObject({
      resourceId: 'node/pve1',
      resourceType: 'node',
      name: 'pve1',
      zone: 'pve1',
      state: 'running',
      nativeState: 'online',
      privateIps: ['192.168.1.101'],
      publicIps: ['5.9.1.2', '2a01:4f8::2'],
      isPublic: true,
      relationships: [{ kind: 'runs_in', resourceId: 'cluster' }],
      attributes: { cpuCount: 16, memoryMib: 16_384, softwareVersion: '9.1-1' },
    });
    expect(discoveredResourceSchema.safeParse(node).error).toBeUndefined();
  });

  it('knows little of a node that is down', () => {
    const listed = { id: 'node/pve2', node: 'pve2', type: 'node', status: 'offline' };
    const facts = aNode({ listed, status: null, interfaces: [], clusterIp: null });
    expect(toNode(facts)).toMatchObject({
      state: 'stopped',
      nativeState: 'offline',
      isPublic: null,
      attributes: { cpuCount: null, memoryMib: null, softwareVersion: null },
    });
  });

  it('takes from the list what the status does not tell', () => {
    expect(toNode(aNode({ status: {} }))?.attributes).toMatchObject({
      cpuCount: 12,
      memoryMib: 32_013,
    });
  });

  it.each(ODD_VALUES)('keeps the node when every other field is %p', (odd) => {
    const facts = aNode({
      listed: { node: 'pve1', status: odd, maxcpu: odd, maxmem: odd } as Record<string, unknown>,
      status: { cpuinfo: odd, memory: odd, pveversion: odd },
      interfaces: [odd, { address: odd }],
    });
    expect(discoveredResourceSchema.safeParse(toNode(facts)).error).toBeUndefined();
  });

  it('is null without a name', () => {
    expect(toNode(aNode({ listed: {} }))).toBeNull();
  });
});

describe('toCluster', () => {
  const entry = { type: 'cluster', id: 'cluster', name: 'shop', nodes: 4, quorate: 1, version: 4 };

  it('maps the cluster among the nodes', () => {
    const cluster = toCluster([{ type: 'node', name: 'pve1' }, entry], '9.1-1');
    expect(cluster).toMatchObject({
      resourceId: 'cluster',
      resourceType: 'cluster',
      name: 'shop',
      nativeState: 'quorate',
      attributes: { kind: 'proxmox-ve', version: '9.1-1', nodeCount: 4, publicEndpoint: null },
    });
    expect(discoveredResourceSchema.safeParse(cluster).error).toBeUndefined();
  });

  it('says when it has no quorum', () => {
    expect(toCluster([{ ...entry, quorate: '0' }], null)?.nativeState).toBe('not quorate');
  });

  it('is null for a node on its own', () => {
    expect(toCluster([{ type: 'node', name: 'pve1' }, null], '9.1-1')).toBeNull();
  });
});
