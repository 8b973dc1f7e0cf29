import { Controller } from '@nestjs/common';
import { ProblemError } from '@skyledger/contracts';
import { OnRequest, type RequestContext, RpcFailed, RpcTimeout } from '../index';
import { onEachTransport } from './each-transport';
import { aTestRequest, type TestPayload } from './messaging-app';

onEachTransport('requests', (start) => {
  it('answers requests with results, problems and nothing of other errors', async () => {
    const contract = aTestRequest();
    @Controller()
    class Handlers {
      @OnRequest(contract)
      async double(payload: TestPayload, context: RequestContext): Promise<{ doubled: number }> {
        if (payload.note === 'problem') {
          throw new ProblemError({
            type: 'too-much',
            title: 'Too much',
            status: 422,
            extensions: { limit: 5 },
          });
        }
        if (payload.note === 'error') throw new Error('internal detail');
        return { doubled: context.signal.aborted ? 0 : payload.number * 2 };
      }
    }
    await start({ controllers: [Handlers] });
    const { bus } = await start();
    expect(await bus.request(contract, { number: 21 })).toEqual({ doubled: 42 });
    const problem = bus.request(contract, { number: 1, note: 'problem' });
    await expect(problem).rejects.toBeInstanceOf(ProblemError);
    await expect(problem).rejects.toMatchObject({
      problem: { type: 'too-much', status: 422, extensions: { limit: 5 } },
    });
    const failure = bus.request(contract, { number: 1, note: 'error' });
    await expect(failure).rejects.toBeInstanceOf(RpcFailed);
    await expect(failure).rejects.not.toThrow('internal detail');
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, number) => bus.request(contract, { number })),
    );
    expect(all.map(({ doubled }) => doubled)).toEqual(all.map((_, number) => number * 2));
  });

  it('waits for a responder until the deadline, then times out', async () => {
    const contract = aTestRequest(300);
    const { bus } = await start();
    await expect(bus.request(contract, { number: 1 })).rejects.toBeInstanceOf(RpcTimeout);
    const patient = { ...contract, deadlineMs: 10_000 };
    const answer = bus.request(patient, { number: 2 });
    @Controller()
    class Handlers {
      @OnRequest(contract)
      async double(payload: TestPayload): Promise<{ doubled: number }> {
        return { doubled: payload.number * 2 };
      }
    }
    await start({ controllers: [Handlers] });
    expect(await answer).toEqual({ doubled: 4 });
  });
});
