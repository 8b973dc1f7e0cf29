import { PROVIDER_IDS, type ProviderId } from '@skyledger/resource-model';
import { loadProvider, PROVIDERS_AVAILABLE, UnknownProvider } from './registry';

describe('loadProvider', () => {
  it('loads a provider once', async () => {
    expect(await loadProvider('hetzner')).toBe(await loadProvider('hetzner'));
  });

  it.each(['nimbus', 'constructor', '__proto__', ''])('refuses %p', async (id) => {
    await expect(loadProvider(id as ProviderId)).rejects.toThrow(UnknownProvider);
  });

  it('offers only providers of the model', () => {
    expect(PROVIDER_IDS).toEqual(expect.arrayContaining([...PROVIDERS_AVAILABLE]));
  });
});
