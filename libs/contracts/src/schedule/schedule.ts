import { z } from 'zod';
import { nextOccurrence, shortestGapMinutes } from './occurrences';

/** Runs of one account begin at least this many minutes apart. */
export const LEAST_INTERVAL_MINUTES = 5;
/** A year: whoever wants fewer runs than that starts them himself. */
export const LONGEST_INTERVAL_MINUTES = 525_600;
/** Minutes between two runs when nobody says otherwise. */
export const DEFAULT_INTERVAL_MINUTES = 240;

const DEFAULT_TIME_ZONE = 'Etc/UTC';

/** Minutes between two runs. */
export const intervalMinutesSchema = z
  .number()
  .int()
  .min(LEAST_INTERVAL_MINUTES)
  .max(LONGEST_INTERVAL_MINUTES);

const timeZoneSchema = z
  .string()
  .max(64)
  .refine(isTimeZone, 'a time zone of the IANA database, for example Europe/Berlin')
  .default(DEFAULT_TIME_ZONE)
  .describe('Time zone of the IANA database');

const intervalSchema = z.strictObject({
  kind: z.literal('interval'),
  minutes: intervalMinutesSchema.default(DEFAULT_INTERVAL_MINUTES),
});

const cronSchema = z
  .strictObject({
    kind: z.literal('cron'),
    expression: z
      .string()
      .trim()
      .max(200)
      .describe(
        'Minute, hour, day of the month, month and day of the week, for example `1 6 * * *`',
      ),
    time_zone: timeZoneSchema,
  })
  .superRefine(({ expression, time_zone }, context) => {
    // What is wrong with the zone is said at its own field.
    const time = { expression, time_zone: isTimeZone(time_zone) ? time_zone : DEFAULT_TIME_ZONE };
    const expected = whatIsWrongWith(time);
    if (expected !== null)
      context.addIssue({ code: 'custom', path: ['expression'], message: expected });
  });

const dailySchema = z.strictObject({
  kind: z.literal('daily'),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day from 00:00 to 23:59')
    .describe('Time of day, for example `06:01`'),
  time_zone: timeZoneSchema,
});

const manualSchema = z.strictObject({ kind: z.literal('manual') });

/**
 * When an account is discovered: every so many minutes, at the moments of a cron expression, once a
 * day, or only on request. It is stored and shown in this form.
 */
export const scheduleSchema = z.discriminatedUnion('kind', [
  intervalSchema,
  cronSchema,
  dailySchema,
  manualSchema,
]);
export type Schedule = z.infer<typeof scheduleSchema>;

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][\w+/-]*$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}

function whatIsWrongWith(times: { expression: string; time_zone: string }): string | null {
  try {
    if (nextOccurrence(times, new Date()) === null) return 'a cron expression that ever comes true';
    const gap = shortestGapMinutes(times);
    if (gap === null || gap >= LEAST_INTERVAL_MINUTES) return null;
    return `moments at least ${LEAST_INTERVAL_MINUTES} minutes apart`;
  } catch {
    return 'five cron fields, for example 1 6 * * *';
  }
}
