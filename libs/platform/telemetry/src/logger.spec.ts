import { Logger as NestServiceLogger } from '@nestjs/common';
import { createLogger, type Logger } from './logger';
import { NestLogger } from './nest-logger';
import { withSpan } from './spans';
import { startTelemetry } from './start-telemetry';

const CANARY = 'c4n4ry-v4lue';

function captured(level = 'trace'): {
  logger: Logger;
  lines: Record<string, unknown>[];
  raw: string[];
} {
  const raw: string[] = [];
  const lines: Record<string, unknown>[] = [];
  const write = (line: string): void => {
    raw.push(line);
    lines.push(JSON.parse(line) as Record<string, unknown>);
  };
  return { logger: createLogger('worker', { level, destination: { write } }), lines, raw };
}

describe('createLogger', () => {
  it('writes one JSON object a line', () => {
    const { logger, lines } = captured();
    logger.info({ runId: 'r-1', page: 3 }, 'page written');
    expect(lines).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        service: 'worker',
        pid: process.pid,
        runId: 'r-1',
        page: 3,
        msg: 'page written',
      },
    ]);
  });

  it('keeps to its level', () => {
    const { logger, lines } = captured('warn');
    logger.info('quiet');
    logger.warn('loud');
    expect(lines.map(({ msg }) => msg)).toEqual(['loud']);
  });

  it('lets no canary secret out, whichever way it comes in', () => {
    const { logger, raw } = captured();
    const error = Object.assign(new Error(`token=${CANARY}`), { credentials: { key: CANARY } });
    logger.info({ credentials: { apiToken: CANARY } }, `password=${CANARY}`);
    logger.info({ request: { headers: { authorization: CANARY } } });
    logger.info('connect %s with %o', `redis://:${CANARY}@cache`, { secret: CANARY });
    logger.error(error);
    logger.error(error, 'failed');
    logger.error({ err: new Error('outer', { cause: error }) }, 'failed');
    logger.child({ password: CANARY, dsn: `postgres://u:${CANARY}@h` }).info('bound');
    logger.info({ sealed: { ciphertext: Buffer.from(CANARY) } }, 'sealed');
    expect(raw).toHaveLength(8);
    expect(raw.join('')).not.toContain(CANARY);
    expect(raw.join('')).not.toContain(Buffer.from(CANARY).toString('base64'));
  });

  it('keeps the type, message and stack of an error', () => {
    const { logger, lines } = captured();
    logger.error(new RangeError('beyond'));
    expect(lines[0]).toMatchObject({
      msg: 'beyond',
      err: { type: 'RangeError', message: 'beyond', stack: expect.stringContaining('logger.spec') },
    });
  });

  it('carries the ids of the active span, recorded or not', async () => {
    const { logger, lines } = captured();
    const telemetry = startTelemetry({ service: 'worker', version: '1' });
    await withSpan('work', {}, async (span) => {
      logger.info('inside');
      const { traceId, spanId } = span.spanContext();
      expect(lines[0]).toMatchObject({ trace_id: traceId, span_id: spanId });
      expect(traceId).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
    });
    logger.info('outside');
    expect(lines[1]).not.toHaveProperty('trace_id');
    await telemetry.shutdown();
  });
});

describe('NestLogger', () => {
  it('takes over what Nest and its loggers say', () => {
    const { logger, lines } = captured();
    const nest = new NestLogger(logger);
    nest.log('started', 'NestFactory');
    nest.error('failed', new Error('why').stack, 'Handler');
    nest.warn({ queue: 'q' }, 'Broker');
    nest.verbose('detail');
    nest.fatal(new Error('down'), undefined, 'Main');
    expect(lines).toMatchObject([
      { level: 'info', msg: 'started', context: 'NestFactory' },
      {
        level: 'error',
        msg: 'failed',
        context: 'Handler',
        details: [expect.stringContaining('why')],
      },
      { level: 'warn', queue: 'q', context: 'Broker' },
      { level: 'trace', msg: 'detail' },
      { level: 'fatal', msg: 'down', context: 'Main', err: { message: 'down' } },
    ]);
  });

  it('serves the loggers of services', () => {
    const { logger, lines } = captured();
    NestServiceLogger.overrideLogger(new NestLogger(logger));
    new NestServiceLogger('Planner').error(`token=${CANARY}`, new Error(CANARY).stack);
    NestServiceLogger.overrideLogger(['log', 'error', 'warn']);
    expect(lines[0]).toMatchObject({ level: 'error', context: 'Planner' });
    expect(lines[0]?.['msg']).not.toContain(CANARY);
  });
});
