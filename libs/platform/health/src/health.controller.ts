import { Controller, Get, Inject, Res } from '@nestjs/common';
import { type HealthAnswer, live, metrics, type MetricsText, ready } from './health-answers';
import { HealthRegistry } from './health-registry';

export const METRICS_TEXT = Symbol('METRICS_TEXT');

/** The part of a Fastify reply that an answer needs. */
interface Reply {
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  send(body: string): unknown;
}

/** Health and metrics of a process with a REST API, outside of its `/api/v1`. */
@Controller()
export class HealthController {
  constructor(
    private readonly registry: HealthRegistry,
    @Inject(METRICS_TEXT) private readonly metricsText: MetricsText,
  ) {}

  @Get('health/live')
  live(@Res() reply: Reply): void {
    send(reply, live());
  }

  @Get('health/ready')
  async ready(@Res() reply: Reply): Promise<void> {
    send(reply, await ready(this.registry));
  }

  @Get('metrics')
  async metrics(@Res() reply: Reply): Promise<void> {
    send(reply, await metrics(this.metricsText));
  }
}

function send(reply: Reply, { status, contentType, body }: HealthAnswer): void {
  reply.status(status).header('content-type', contentType).send(body);
}
