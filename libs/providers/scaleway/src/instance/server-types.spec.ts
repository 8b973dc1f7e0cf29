import { ProviderError } from '@skyledger/provider-sdk';
import { readServerTypes, toServerType } from './server-types';

describe('toServerType', () => {
  it('reads cores, memory and price', () => {
    expect(toServerType({ ncpus: 2, ram: 2_147_483_648, hourly_price: 0.0088 })).toEqual({
      cpuCount: 2,
      memoryMib: 2048,
      price: { hourly: '0.0088', currency: 'EUR', source: 'scaleway:products/servers' },
    });
  });

  it('writes small prices without an exponent', () => {
    expect(toServerType({ hourly_price: 1e-7 }).price?.hourly).toBe('0.000000100000');
  });

  it.each([null, 'text', {}, [], { ncpus: '2', ram: null, hourly_price: -1 }])(
    'knows nothing from %j',
    (raw) => {
      expect(toServerType(raw)).toEqual({ cpuCount: null, memoryMib: null, price: null });
    },
  );
});

describe('readServerTypes', () => {
  const denied = new ProviderError({ kind: 'denied', code: 'x', message: 'no' }, 'GET /x');

  it('reads page after page until one has nothing new', async () => {
    const pages: unknown[] = [
      { servers: { A: { ncpus: 1 }, B: { ncpus: 2 } } },
      { servers: { C: { ncpus: 3 } } },
      { servers: {} },
    ];
    const get = jest.fn(() => Promise.resolve(pages.shift()));
    expect([...(await readServerTypes(get, 'fr-par-1')).keys()]).toEqual(['A', 'B', 'C']);
    expect(get).toHaveBeenCalledTimes(3);
  });

  it('ends a catalogue that repeats', async () => {
    const get = jest.fn(() => Promise.resolve({ servers: { A: {} } }));
    await readServerTypes(get, 'fr-par-1');
    expect(get).toHaveBeenCalledTimes(2);
  });

  it('is empty when the catalogue is refused', async () => {
    expect((await readServerTypes(() => Promise.reject(denied), 'fr-par-1')).size).toBe(0);
  });

  it('does not hide our own mistakes', async () => {
    const mistake = (): Promise<unknown> => Promise.reject(new TypeError('oops'));
    await expect(readServerTypes(mistake, 'fr-par-1')).rejects.toThrow(TypeError);
  });
});
