import { scheduleSchema } from './schedule';

it.each<[string, object, object]>([
  ['an interval', { kind: 'interval', minutes: 5 }, { kind: 'interval', minutes: 5 }],
  ['an interval without minutes', { kind: 'interval' }, { kind: 'interval', minutes: 240 }],
  [
    'a cron expression in a zone',
    { kind: 'cron', expression: ' 1 6 * * * ', time_zone: 'Etc/GMT' },
    { kind: 'cron', expression: '1 6 * * *', time_zone: 'Etc/GMT' },
  ],
  [
    'a cron expression every five minutes',
    { kind: 'cron', expression: '*/5 * * * *' },
    { kind: 'cron', expression: '*/5 * * * *', time_zone: 'Etc/UTC' },
  ],
  [
    'a cron expression of a leap day',
    { kind: 'cron', expression: '0 0 29 2 *', time_zone: 'Asia/Kolkata' },
    { kind: 'cron', expression: '0 0 29 2 *', time_zone: 'Asia/Kolkata' },
  ],
  [
    'a time of day',
    { kind: 'daily', time: '06:01', time_zone: 'Europe/Berlin' },
    { kind: 'daily', time: '06:01', time_zone: 'Europe/Berlin' },
  ],
  ['runs on request', { kind: 'manual' }, { kind: 'manual' }],
])('takes %s', (_, given, read) => {
  expect(scheduleSchema.parse(given)).toEqual(read);
});

it.each<[string, object, string]>([
  ['a short interval', { kind: 'interval', minutes: 4 }, 'minutes'],
  ['an interval beyond a year', { kind: 'interval', minutes: 525_601 }, 'minutes'],
  ['half a minute', { kind: 'interval', minutes: 7.5 }, 'minutes'],
  ['an empty expression', { kind: 'cron', expression: '' }, 'expression'],
  ['an expression with seconds', { kind: 'cron', expression: '* * * * * *' }, 'expression'],
  ['an expression that never comes true', { kind: 'cron', expression: '0 0 31 2 *' }, 'expression'],
  ['a run each minute', { kind: 'cron', expression: '* * * * *' }, 'expression'],
  ['two minutes that are neighbours', { kind: 'cron', expression: '10,14 6 * * *' }, 'expression'],
  ['neighbours across the hour', { kind: 'cron', expression: '0,58 * * * *' }, 'expression'],
  ['neighbours across the day', { kind: 'cron', expression: '58,0 0,23 * * *' }, 'expression'],
  ['an unknown zone', { kind: 'cron', expression: '1 6 * * *', time_zone: 'Mars/X' }, 'time_zone'],
  ['an offset for a zone', { kind: 'daily', time: '06:01', time_zone: '+02:00' }, 'time_zone'],
  ['an hour too many', { kind: 'daily', time: '24:00' }, 'time'],
  ['a field of another kind', { kind: 'manual', minutes: 5 }, ''],
  ['an unknown kind', { kind: 'moon' }, 'kind'],
])('refuses %s', (_, given, field) => {
  const { error } = scheduleSchema.safeParse(given);
  expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([field]);
});
