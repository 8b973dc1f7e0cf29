import { summarize } from './failures';

describe('warnings of a page', () => {
  it('are one for each code, which says how often it came', () => {
    const denied = { code: 'denied', message: 'no' };
    expect(summarize([denied, { code: 'refused', message: 'odd' }, denied, denied])).toEqual([
      { code: 'denied', message: 'no (and 2 more)' },
      { code: 'refused', message: 'odd' },
    ]);
  });

  it('never take what is missing for a detail, nor a detail for what is missing', () => {
    const detail = { code: 'x', message: 'a detail', detailOnly: true as const };
    const missing = { code: 'x', message: 'missing' };
    expect(summarize([detail, missing, detail])).toEqual([
      { ...detail, message: 'a detail (and 1 more)' },
      missing,
    ]);
  });
});
