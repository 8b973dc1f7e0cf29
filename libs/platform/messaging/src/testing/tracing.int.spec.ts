import { Controller } from '@nestjs/common';
import {
  injectTraceContext,
  InMemorySpanExporter,
  startTelemetry,
  withSpan,
} from '@skyledger/telemetry';
import { eventually } from '@skyledger/testing';
import { event, OnEvent, OnRequest } from '../index';
import { onEachTransport } from './each-transport';
import { aTestEvent, aTestRequest, TENANT, type TestPayload } from './messaging-app';

const exporter = new InMemorySpanExporter();
const telemetry = startTelemetry({ service: 'test', version: '0', spanExporter: exporter });
afterAll(() => telemetry.shutdown());

const traceId = (): string | undefined => injectTraceContext()['traceparent']?.split('-')[1];

onEachTransport('tracing', (start) => {
  it('carries one trace through the outbox to the handler, and through a request', async () => {
    const contract = aTestEvent();
    const request = aTestRequest();
    const seen: (string | undefined)[] = [];
    @Controller()
    class Handlers {
      @OnEvent(contract, { queue: `traced.${contract.name}` })
      async handle(): Promise<void> {
        seen.push(traceId());
      }
      @OnRequest(request)
      async double(payload: TestPayload): Promise<{ doubled: number }> {
        seen.push(traceId());
        return { doubled: payload.number * 2 };
      }
    }
    const app = await start({ controllers: [Handlers], relay: true });
    const begun = await withSpan('begin', {}, async () => {
      await app.database.withTenant(TENANT, (tx) =>
        app.outbox.add(tx, [event(contract, TENANT, { number: 1 })]),
      );
      await app.bus.request(request, { number: 1 });
      return traceId();
    });
    expect(begun).toMatch(/^[0-9a-f]{32}$/);
    await eventually(() => expect(seen).toEqual([begun, begun]));
    const names = (): string[] =>
      exporter
        .getFinishedSpans()
        .filter((span) => span.spanContext().traceId === begun)
        .map((span) => span.name);
    await eventually(() =>
      expect(names()).toEqual(
        expect.arrayContaining([
          `publish ${contract.name}`,
          `process traced.${contract.name}`,
          `request ${request.name}`,
          `process rpc.${request.name}`,
        ]),
      ),
    );
  });
});
