import { eventually } from './eventually';

describe('eventually', () => {
  it('returns the first truthy result', async () => {
    const results = [null, 0, 'ready', 'later'];
    await expect(eventually(() => results.shift(), { everyMs: 1 })).resolves.toBe('ready');
  });

  it('waits for an assertion to stop failing', async () => {
    let count = 0;
    await eventually(
      () => {
        count += 1;
        expect(count).toBeGreaterThan(3);
      },
      { everyMs: 1 },
    );
    expect(count).toBe(4);
  });

  it('tells the last failure when time is up', async () => {
    let count = 0;
    const attempt = (): Promise<never> => Promise.reject(new Error(`failure ${(count += 1)}`));
    const { message } = await eventually(attempt, { timeoutMs: 20, everyMs: 5 }).catch(
      (error: unknown) => error as Error,
    );
    expect(message).toBe(`Not so within 20 ms: failure ${count}`);
    await expect(eventually(() => false, { timeoutMs: 5, everyMs: 1 })).rejects.toThrow(
      'the condition returned false',
    );
  });
});
