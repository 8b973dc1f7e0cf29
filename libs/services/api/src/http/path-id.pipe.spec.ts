import { isLedgerId } from './path-id.pipe';

it.each(['1', '1001', '9223372036854775807'])('takes %s for an id of the ledger', (text) => {
  expect(isLedgerId(text)).toBe(true);
});

it.each(['0', '01', '-1', '1.0', '1e3', '', ' 1', '9223372036854775808', '0x10'])(
  'does not take %p for one',
  (text) => {
    expect(isLedgerId(text)).toBe(false);
  },
);
