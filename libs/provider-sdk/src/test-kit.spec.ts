import type { DiscoveredResource } from '@skyledger/resource-model';
import { z } from 'zod';
import { definePass, defineProvider, type Page, type Pass, type Provider } from './provider';
import { ProviderError } from './provider-error';
import { expectPassConforms, recordingGate } from './test-kit';

const volume = (id: string, changes: object = {}): DiscoveredResource => ({
  resourceId: id,
  resourceType: 'volume',
  nativeType: 'volume',
  name: null,
  region: null,
  zone: null,
  state: 'running',
  nativeState: null,
  size: null,
  privateIps: [],
  publicIps: [],
  isPublic: null,
  tags: {},
  createdAt: null,
  relationships: [],
  price: null,
  attributes: { sizeGib: 1, encryptedAtRest: null, kind: null },
  raw: { id, password: 'canary' },
  ...changes,
});

const TWO_PAGES: Page[] = [
  { resources: [volume('v1')], cursor: '1' },
  { resources: [volume('v2')], cursor: null },
];

/** Yields the pages from the one the cursor names. */
const passOf = (
  pages: Page[],
  from = (cursor: string | null): number => Number(cursor),
): Pass<null> =>
  definePass<null>({
    id: 'storage.volumes',
    types: ['volume'],
    scope: 'global',
    permissions: ['read'],
    async *collect({ cursor }) {
      yield* pages.slice(from(cursor));
    },
  });

const providerOf = (changes: Partial<Provider<unknown, null>> = {}): Provider<unknown, null> =>
  defineProvider<unknown, null>({
    id: 'hetzner',
    name: 'Test',
    setUp: [],
    credentials: z.unknown(),
    rateLimit: { perSecond: 1, burst: 1 },
    passes: [],
    secretFields: ['Password'],
    connect: () => Promise.resolve(null),
    disconnect: () => Promise.resolve(),
    identify: () =>
      Promise.resolve({ nativeAccountId: '1', displayName: null, missingPermissions: [] }),
    regions: () => Promise.resolve([]),
    classifyError: () => ({ kind: 'bug', code: 'x', message: 'x' }),
    consoleLink: () => null,
    ...changes,
  });

const check = (pages: Page[], provider = providerOf(), pass = passOf(pages)): Promise<unknown> =>
  expectPassConforms(provider, pass, null, { canaries: ['canary'] });

const onePage = (...resources: DiscoveredResource[]): Page[] => [{ resources, cursor: null }];

describe('expectPassConforms', () => {
  it('returns what a conforming pass told', async () => {
    await expect(check(TWO_PAGES)).resolves.toMatchObject({
      resources: [{ resourceId: 'v1' }, { resourceId: 'v2' }],
      warnings: [],
    });
  });

  it.each([
    ['a resource of the wrong shape', onePage(volume('v', { isPublic: 'no' })), 'v: isPublic'],
    [
      'attributes of the wrong shape',
      onePage(volume('v', { attributes: {} })),
      'attributes.sizeGib',
    ],
    [
      'an undeclared type',
      onePage(volume('v', { resourceType: 'key', attributes: {} })),
      'key is not declared',
    ],
    ['the same id twice', onePage(volume('v'), volume('v')), 'v: yielded twice'],
    [
      'a secret outside the raw payload',
      onePage(volume('v', { name: 'canary' })),
      'a secret is left',
    ],
    [
      'a secret field outside it',
      onePage(volume('v', { tags: { password: 'x' } })),
      'not redacted',
    ],
    ['a listing without an end', [{ resources: [], cursor: '1' }], 'the last page has a cursor'],
    ['no page at all', [], 'there was no page'],
    [
      'an end before the last page',
      [...onePage(volume('v1')), ...onePage(volume('v2'))],
      'a page before the last has no cursor',
    ],
    [
      'a repeated cursor',
      [TWO_PAGES[0] as Page, { resources: [], cursor: '1' }, ...onePage()],
      'the same cursor',
    ],
  ])('refuses %s', async (_what, pages, breach) => {
    await expect(check(pages)).rejects.toThrow(breach);
  });

  it('refuses a cursor from which the listing starts anew', async () => {
    const pass = passOf(TWO_PAGES, () => 0);
    await expect(check([], providerOf(), pass)).rejects.toThrow('from the cursor of page 1');
  });

  it('refuses console links that are no https URL', async () => {
    const provider = providerOf({ consoleLink: () => 'http://console.example' });
    await expect(check(TWO_PAGES, provider)).rejects.toThrow('is no https URL');
  });
});

describe('recordingGate', () => {
  it('classifies what an attempt throws and remembers what was asked', async () => {
    const gate = recordingGate(() => ({ kind: 'denied', code: 'no', message: 'not allowed' }));
    const outcome = gate.run('things:list', () => Promise.reject(new Error('sdk')));
    await expect(outcome).rejects.toThrow(ProviderError);
    await expect(outcome).rejects.toMatchObject({ fault: { kind: 'denied' } });
    gate.observe({ remaining: 1 });
    expect(gate.operations).toEqual(['things:list']);
    expect(gate.observations).toEqual([{ remaining: 1 }]);
  });
});
