import type { AwsClient } from './client';
import { onceAClient } from './once-a-client';

const aClient = (): AwsClient => ({}) as AwsClient;

describe('onceAClient', () => {
  it('asks once for all that ask of a client, and again for another', async () => {
    let asked = 0;
    const question = onceAClient(() => Promise.resolve((asked += 1)));
    const client = aClient();
    const answers = await Promise.all([question(client), question(client)]);
    expect([...answers, await question(client)]).toEqual([1, 1, 1]);
    await expect(question(aClient())).resolves.toBe(2);
  });

  it('asks again after a failure, which is that of who asked', async () => {
    let asked = 0;
    const question = onceAClient(async () => {
      asked += 1;
      if (asked === 1) throw new Error('throttled');
      return asked;
    });
    const client = aClient();
    const [first, second] = await Promise.allSettled([question(client), question(client)]);
    expect(first).toMatchObject({ status: 'rejected' });
    expect(second).toMatchObject({ status: 'fulfilled', value: 2 });
    await expect(question(client)).resolves.toBe(2);
  });

  it('does not ask for a pass that ended while it waited', async () => {
    const asked: unknown[] = [];
    const question = onceAClient(async (_client, signal) => {
      asked.push(signal);
      throw new Error('throttled');
    });
    const client = aClient();
    const ended = AbortSignal.abort(new Error('the budget is used up'));
    const [, second] = await Promise.allSettled([question(client), question(client, ended)]);
    expect(second).toMatchObject({ reason: { message: 'the budget is used up' } });
    expect(asked).toEqual([undefined]);
  });
});
