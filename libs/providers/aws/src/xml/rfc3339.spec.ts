import { _parseRfc3339DateTimeWithOffset } from '@smithy/core/serde';
import { readTimestamp } from './rfc3339';

it.each(['2026-01-31T12:30:00Z', '2026-12-31T23:59:59.999Z', '1000-01-01T00:00:00.000Z'])(
  'reads %s as the SDK does',
  (text) => {
    expect(readTimestamp(text)).toEqual(_parseRfc3339DateTimeWithOffset(text));
  },
);

it.each([
  '2026-01-31T12:30:00+01:00',
  '2026-01-31t12:30:00z',
  '2026-01-31T12:30:00.5Z',
  '2026-02-30T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01T00:00:60Z',
  '0099-01-01T00:00:00Z',
  '2026-01-0xT00:00:00Z',
  'twenty characters...',
  '',
])('leaves %s to the SDK', (text) => {
  expect(readTimestamp(text)).toBeNull();
});
