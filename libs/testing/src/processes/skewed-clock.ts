/*
 * Loaded by Node.js before a program, sets the clock that the program sees ahead by so many
 * milliseconds as CLOCK_AHEAD_MS tells, or behind where that is negative.
 */

const aheadMs = Number(process.env['CLOCK_AHEAD_MS']);
const trueNow = Date.now;

Date.now = () => trueNow() + aheadMs;
globalThis.Date = new Proxy(Date, {
  construct: (target, values: unknown[], newTarget) =>
    Reflect.construct(target, values.length === 0 ? [Date.now()] : values, newTarget) as Date,
});
