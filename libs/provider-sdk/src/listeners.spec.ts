import { listenerSchema } from '@skyledger/resource-model';
import { certificatesOf, toListeners } from './listeners';

const at = (port: number): { fromPort: number; toPort: number } => ({
  fromPort: port,
  toPort: port,
});

describe('toListeners', () => {
  it('knows what plain protocols cannot have, and leaves the rest not observed', () => {
    const listeners = toListeners([
      { protocol: 'tcp', ...at(25), redirectsToHttps: true, tlsPolicy: 'x' },
      { protocol: 'http', ...at(80) },
      { protocol: 'https', ...at(443), redirectsToHttps: true },
      { protocol: null, ...at(8080) },
    ]);
    for (const listener of listeners) {
      expect(listenerSchema.safeParse(listener).error).toBeUndefined();
    }
    expect(listeners).toMatchObject([
      { protocol: 'tcp', redirectsToHttps: false, tlsPolicy: null, certificateIds: [] },
      { protocol: 'http', redirectsToHttps: null, certificateIds: [] },
      { protocol: 'https', redirectsToHttps: false, certificateIds: null },
      { protocol: null, redirectsToHttps: null, certificateIds: null },
    ]);
  });

  it('gives one order to listeners and to their fields, whatever the payload has', () => {
    const told = [
      { protocol: 'udp', ...at(53) },
      { minimumTlsVersion: '1.2', toPort: 443, protocol: 'https', fromPort: 443 },
      { protocol: 'tcp', fromPort: null, toPort: null },
      { protocol: 'tcp', ...at(53) },
    ];
    const listeners = toListeners(told);
    expect(listeners.map(({ protocol, fromPort }) => [protocol, fromPort])).toEqual([
      ['tcp', null],
      ['tcp', 53],
      ['udp', 53],
      ['https', 443],
    ]);
    expect(JSON.stringify(toListeners([...told].reverse()))).toBe(JSON.stringify(listeners));
  });
});

it('names every certificate once', () => {
  const listeners = toListeners([
    { protocol: 'https', ...at(443), certificateIds: ['b', 'a'] },
    { protocol: 'tls', ...at(993), certificateIds: ['b'] },
    { protocol: 'tls', ...at(995) },
  ]);
  expect(certificatesOf(listeners)).toEqual(['a', 'b']);
  expect(certificatesOf(null)).toEqual([]);
});
