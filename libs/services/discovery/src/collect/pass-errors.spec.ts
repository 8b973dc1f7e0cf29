import { FAULT_KINDS, type FaultKind, ProviderError } from '@skyledger/provider-sdk';
import { outcomeOf, toPassError, toPassWarning } from './pass-errors';

const PASS = {
  passKey: 'rds.db-instances',
  passRegion: 'eu-central-1',
  permissions: ['rds:DescribeDBInstances'],
};
const refusal = (kind: FaultKind): ProviderError =>
  new ProviderError({ kind, code: 'TheirCode', message: 'their words' }, 'rds:DescribeDBInstances');

describe('an entry of provider_errors', () => {
  it('names the permission that would mend a denial, and what to do', () => {
    expect(toPassError(PASS, refusal('denied'))).toEqual({
      pass: 'rds.db-instances',
      region: 'eu-central-1',
      code: 'denied',
      provider_code: 'TheirCode',
      message: 'their words',
      permissions: ['rds:DescribeDBInstances'],
      action: expect.stringContaining('Grant the permissions'),
    });
  });

  it.each(FAULT_KINDS)('says for %s what happened and what to do', (kind) => {
    const entry = toPassError(PASS, refusal(kind));
    expect(entry.code).toBe(kind);
    expect(entry.action).not.toBe('');
    expect(entry.permissions).toEqual(kind === 'denied' ? PASS.permissions : []);
  });

  it('shows nothing of an unexpected error', () => {
    const entry = toPassError(PASS, new Error('password=hunter2 at 10.0.0.1'));
    expect(JSON.stringify(entry)).not.toMatch(/hunter2|10\.0/);
    expect(entry).toMatchObject({ code: 'bug', provider_code: null });
  });

  it('keeps what a page warned of', () => {
    expect(toPassWarning(PASS, { code: 'denied', message: 'no tags' })).toMatchObject({
      code: 'denied',
      message: 'no tags',
      permissions: PASS.permissions,
    });
    expect(toPassWarning(PASS, { code: 'odd', message: 'see here' })).toMatchObject({
      permissions: [],
      action: 'See the message.',
    });
  });

  it('marks what cost the listing nothing but a detail, and nothing else', () => {
    const warning = { code: 'prices_unread', message: 'no prices' };
    expect(toPassWarning(PASS, { ...warning, detailOnly: true })).toMatchObject({
      detail_only: true,
    });
    expect(toPassWarning(PASS, warning)).not.toHaveProperty('detail_only');
  });
});

describe('how a pass ends', () => {
  it.each<[FaultKind, string]>([
    ['disabled', 'skipped'],
    ['throttled', 'incomplete'],
    ['unavailable', 'incomplete'],
    ['malformed', 'incomplete'],
    ['denied', 'failed'],
    ['expired', 'failed'],
    ['unauthenticated', 'failed'],
    ['bug', 'failed'],
  ])('%s: %s', (kind, outcome) => {
    expect(outcomeOf(refusal(kind))).toBe(outcome);
  });

  it('never as complete when something unexpected happened', () => {
    expect(outcomeOf(new TypeError('x is not a function'))).toBe('failed');
    expect(outcomeOf('a string')).toBe('failed');
  });
});
