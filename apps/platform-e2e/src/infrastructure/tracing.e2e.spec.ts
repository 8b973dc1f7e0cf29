import { eventually } from '@skyledger/testing';
import {
  anAwsAccount,
  anEstate,
  expectLedgerEqualsEstate,
  type Platform,
  type ReceivedSpan,
  startPlatform,
  type StartedPlatform,
  startTraceReceiver,
  type TraceReceiver,
  onEachTransport,
} from '../harness';

const account = anAwsAccount(1);
const ON_THE_WAY = [
  'skyledger-gateway',
  'skyledger-accounts',
  'skyledger-discovery-worker',
  'skyledger-check-evaluator',
  'skyledger-agent-matcher',
];

onEachTransport('traces', (transport) => {
  let receiver: TraceReceiver;
  let started: StartedPlatform;
  let platform: Platform;

  beforeAll(async () => {
    receiver = await startTraceReceiver();
    started = await startPlatform({
      transport,
      estate: anEstate({ aws: [account] }),
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint, OTEL_BSP_SCHEDULE_DELAY: '200' },
    });
    platform = started.platform;
  });
  afterAll(async () => {
    await started?.stop();
    await receiver?.close();
  });

  /** The services that have a part in a trace, once those asked for are among them. */
  async function traceOf(isRoot: (span: ReceivedSpan) => boolean, services: readonly string[]) {
    return eventually(
      () => {
        const roots = receiver.spans.filter(isRoot);
        expect(roots).not.toEqual([]);
        const { traceId } = roots.at(-1)!;
        const trace = receiver.spans.filter((span) => span.traceId === traceId);
        const taking = [...new Set(trace.map(({ service }) => service))].sort();
        expect(taking).toEqual(expect.arrayContaining([...services]));
        return trace;
      },
      { timeoutMs: 30_000 },
    );
  }

  it('lead from the request that adds an account through every service to its findings', async () => {
    const added = await platform.addAccount(account, {
      schedule: { kind: 'interval', minutes: 60 },
    });
    await platform.waitForRun(added.firstRun);
    await expectLedgerEqualsEstate(platform, added);
    const trace = await traceOf(
      ({ service, name }) => service === 'skyledger-gateway' && name.startsWith('POST'),
      ON_THE_WAY,
    );
    const ids = new Set(trace.map(({ spanId }) => spanId));
    const roots = trace.filter(({ parentSpanId }) => parentSpanId === undefined);
    expect(roots).toHaveLength(1);
    // No span hangs in the air: what it follows from was sent as well.
    await eventually(() => {
      const late = receiver.spans.filter(({ traceId }) => traceId === trace[0]!.traceId);
      for (const { spanId } of late) ids.add(spanId);
      const orphans = late.filter((span) => span.parentSpanId && !ids.has(span.parentSpanId));
      expect(orphans).toEqual([]);
    });
  });

  it('lead from the scheduler that starts a run through worker, evaluator and matcher', async () => {
    platform.emulator.mutate({ op: 'change', share: 0.5 });
    await platform.owner.query('UPDATE cloud_accounts SET next_run_at = now()');
    const trace = await traceOf(
      ({ service, parentSpanId }) =>
        service === 'skyledger-scheduler' && parentSpanId === undefined,
      [
        'skyledger-scheduler',
        'skyledger-discovery-worker',
        'skyledger-check-evaluator',
        'skyledger-agent-matcher',
      ],
    );
    expect(trace.length).toBeGreaterThan(4);
  });
});
