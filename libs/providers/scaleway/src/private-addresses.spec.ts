import { ProviderError, type FaultKind } from '@skyledger/provider-sdk';
import type { ListedPage } from './client';
import { privateAddresses, type IpamQuestion } from './private-addresses';

const QUESTION: IpamQuestion = {
  region: 'fr-par',
  resourceType: 'instance_private_nic',
  ids: ['nic-1', 'nic-2'],
};

const answering = (items: unknown[]): { list: jest.Mock } => ({
  list: jest.fn(() => Promise.resolve<ListedPage>({ items, total: items.length })),
});

const failing = (kind: FaultKind): { list: jest.Mock } => ({
  list: jest.fn(() =>
    Promise.reject(new ProviderError({ kind, code: 'x', message: 'refused' }, 'GET /ips')),
  ),
});

describe('privateAddresses', () => {
  it('finds the addresses of each resource, without their prefix lengths, in one order', async () => {
    const client = answering([
      { id: '1', address: 'fd5f::2/64', resource: { id: 'nic-1' } },
      { id: '2', address: '10.0.0.2/22', resource: { id: 'nic-1' } },
      { id: '3', address: '10.0.0.3', resource: { id: 'nic-2' } },
      { id: '4', address: null, resource: { id: 'nic-2' } },
      { id: '5', address: '10.0.0.9/22', resource: null },
      null,
    ]);
    const { addresses, warnings } = await privateAddresses(client, QUESTION);
    expect([...addresses]).toEqual([
      ['nic-1', ['10.0.0.2', 'fd5f::2']],
      ['nic-2', ['10.0.0.3']],
    ]);
    expect(warnings).toEqual([]);
  });

  it('asks for fifty at a time, and for nothing when there is nothing to ask', async () => {
    const client = answering([]);
    const ids = Array.from({ length: 120 }, (_, index) => `nic-${index}`);
    await privateAddresses(client, { ...QUESTION, ids: [...ids, 'odd id&x=1'] });
    expect(client.list).toHaveBeenCalledTimes(3);
    client.list.mockClear();
    await privateAddresses(client, { ...QUESTION, ids: [] });
    expect(client.list).not.toHaveBeenCalled();
  });

  it('warns when the key may not read them', async () => {
    const { addresses, warnings } = await privateAddresses(failing('denied'), QUESTION);
    expect(addresses.size).toBe(0);
    expect(warnings).toEqual([{ code: 'denied', message: 'private addresses: refused' }]);
  });

  it.each<FaultKind>(['throttled', 'unavailable', 'expired'])('fails when %s', async (kind) => {
    await expect(privateAddresses(failing(kind), QUESTION)).rejects.toMatchObject({
      fault: { kind },
    });
  });
});
