import type { CredentialFacts } from '@skyledger/provider-sdk';
import { credentialWarnings } from './credential-warnings';

const NOW = Date.parse('2026-11-21T00:00:00.000Z');
const facts = (more: Partial<CredentialFacts>): CredentialFacts => ({
  issuedAt: null,
  expiresAt: null,
  writePermissions: null,
  ...more,
});
const warn = (more?: Partial<CredentialFacts>): string[] =>
  credentialWarnings(more && facts(more), 30, NOW);

it('has none for credentials that only read, do not end soon, or of which nothing is told', () => {
  expect(warn()).toEqual([]);
  expect(warn({})).toEqual([]);
  expect(warn({ writePermissions: [], expiresAt: '2026-12-21T00:00:01.000Z' })).toEqual([]);
});

it('names what may be written, the first few of many', () => {
  expect(warn({ writePermissions: ['VM.Allocate'] })).toEqual([
    expect.stringMatching(/more than read: VM\.Allocate\. /),
  ]);
  expect(warn({ writePermissions: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] })[0]).toContain(
    'a, b, c, d, e and 2 more.',
  );
});

it.each(['2026-12-21T00:00:00.000Z', '2026-11-20T00:00:00.000Z'])('tells the end, %s', (end) => {
  expect(warn({ expiresAt: end })).toEqual([expect.stringContaining(`end at ${end}`)]);
});
