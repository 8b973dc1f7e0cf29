/**
 * The health check of every container: whether the one service in it is ready. The gateway answers on
 * PORT, every other service on HEALTH_PORT; nothing listens on the port of the other kind.
 */
const ports = [process.env.HEALTH_PORT || '9464', process.env.PORT || '3000'];
const answers = await Promise.allSettled(
  ports.map((port) =>
    fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(4000) }),
  ),
);
const ready = answers.some(({ status, value }) => status === 'fulfilled' && value.ok);
process.exit(ready ? 0 : 1);
