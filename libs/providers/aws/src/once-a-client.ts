import type { AwsClient } from './client';

type Question<Answer> = (client: AwsClient, signal?: AbortSignal) => Promise<Answer>;

/**
 * Asks what is true of the whole account once, however many passes need to know it: a client is made
 * for one run. A failure is nobody else's: who waited for it asks again.
 */
export function onceAClient<Answer>(ask: Question<Answer>): Question<Answer> {
  const answers = new WeakMap<AwsClient, Promise<Answer>>();
  return async (client, signal) => {
    const known = answers.get(client);
    if (known !== undefined) {
      try {
        return await known;
      } catch {
        signal?.throwIfAborted();
      }
    }
    const asked = ask(client, signal);
    answers.set(client, asked);
    try {
      return await asked;
    } catch (error) {
      if (answers.get(client) === asked) answers.delete(client);
      throw error;
    }
  };
}
