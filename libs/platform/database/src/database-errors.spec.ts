import {
  isConcurrencyConflict,
  isDatabaseAway,
  isTransientDatabaseError,
  sqlState,
  violatesUnique,
} from './database-errors';

const postgres = (code: string, extra: object = {}): Error =>
  Object.assign(new Error(code), { code, ...extra });

describe('an error of the database', () => {
  it('is known by its state', () => {
    expect(sqlState(postgres('23505'))).toBe('23505');
    expect([sqlState(new Error('x')), sqlState(null), sqlState({ code: 5 })]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each(['40001', '40P01'])('is a conflict that is tried again: %s', (state) => {
    expect(isConcurrencyConflict(postgres(state))).toBe(true);
  });

  it('is a conflict when two passes found the same resource', () => {
    const twice = { constraint: 'cloud_resources_native' };
    expect(isConcurrencyConflict(postgres('23505', twice))).toBe(true);
    expect(isConcurrencyConflict(postgres('23505', { constraint: 'agents_pkey' }))).toBe(false);
  });

  it('tells which unique constraint refused', () => {
    const error = postgres('23505', { constraint: 'agents_pkey' });
    expect(violatesUnique(error, 'agents_pkey')).toBe(true);
    expect(violatesUnique(error, 'other')).toBe(false);
    expect(violatesUnique(postgres('23503', { constraint: 'agents_pkey' }), 'agents_pkey')).toBe(
      false,
    );
  });

  it.each([
    '08006',
    '53300',
    '53100',
    '57P01',
    '57P03',
    '57014',
    '55P03',
    '40001',
    'ECONNREFUSED',
    'ECONNRESET',
  ])('may pass: %s', (state) => {
    expect(isTransientDatabaseError(postgres(state))).toBe(true);
  });

  it.each(['Connection terminated unexpectedly', 'timeout exceeded when trying to connect'])(
    'may pass: %s',
    (message) => {
      expect(isTransientDatabaseError(new Error(message))).toBe(true);
    },
  );

  it.each(['42501', '23505', '22P02', '42P01', 'ENOENT'])('stays: %s', (state) => {
    expect(isTransientDatabaseError(postgres(state))).toBe(false);
  });

  it.each([new Error('x is not a function'), 'text', null, undefined])('is none: %p', (error) => {
    expect(isTransientDatabaseError(error)).toBe(false);
  });

  it.each(['ECONNREFUSED', '57P03', '53300'])('means that nothing was asked: %s', (state) => {
    expect(isDatabaseAway(postgres(state))).toBe(true);
  });

  it.each(['57P02', 'ECONNRESET', '40P01'])('may be due to what was asked: %s', (state) => {
    expect(isDatabaseAway(postgres(state))).toBe(false);
    expect(isDatabaseAway(new Error('Connection terminated unexpectedly'))).toBe(false);
  });
});
