import { tlsVersionOf } from './tls-version';

it.each([
  ['TLSv1_2', '1.2'],
  ['TLSv1.3', '1.3'],
  ['TLS1_0', '1.0'],
  ['TLSv1', '1.0'],
  ['TLSv1_2016', '1.0'],
  ['TLSv1.2_2021', '1.2'],
  ['SSLv3', 'SSLv3'],
  ['', null],
  [2, null],
])('reads the version %p as %p', (value, version) => {
  expect(tlsVersionOf(value)).toBe(version);
});
