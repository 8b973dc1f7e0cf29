import { leastTlsVersionOf } from './tls-policies';

it.each([
  ['ELBSecurityPolicy-TLS13-1-3-2021-06', '1.3'],
  ['ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09', '1.2'],
  ['ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04', '1.2'],
  ['ELBSecurityPolicy-TLS13-1-0-2021-06', '1.0'],
  ['ELBSecurityPolicy-FS-1-2-Res-2020-10', '1.2'],
  ['ELBSecurityPolicy-FS-1-1-2019-08', '1.1'],
  ['ELBSecurityPolicy-FS-2018-06', '1.0'],
  ['ELBSecurityPolicy-TLS-1-2-Ext-2018-06', '1.2'],
  ['ELBSecurityPolicy-TLS-1-0-2015-04', '1.0'],
  ['ELBSecurityPolicy-2016-08', '1.0'],
  ['ELBSecurityPolicy-2011-08', 'SSLv3'],
  ['our-own-policy', null],
  [undefined, null],
])('%s accepts TLS from %s on', (policy, version) => {
  expect(leastTlsVersionOf(policy)).toBe(version);
});
