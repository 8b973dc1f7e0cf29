import { uuidv7 } from '@skyledger/database';
import type { z } from 'zod';
import { createdAccountSchema } from './accounts/account.schema';
import { sessionPageSchema, sessionSchema } from './onboarding/onboarding.schema';
import type { Answer } from './testing/api-harness';
import { insertEntityTree } from './testing/entity-tree';
import {
  ENVIRONMENT,
  OnboardingCalls,
  OnboardingServices,
  SESSIONS,
} from './testing/onboarding-calls';

let calls: OnboardingCalls;

beforeAll(async () => {
  calls = await OnboardingCalls.start();
});
afterAll(() => calls?.api.stop());
beforeEach(() => calls.beginTenant());

const stepOf = (
  body: Answer['body'],
  name: string,
): z.infer<typeof sessionSchema>['steps'][number] =>
  sessionSchema.parse(body).steps.find(({ step }) => step === name)!;

describe('the entity of an account to be', () => {
  const complete = (id: string, as: string): Promise<Answer> =>
    calls.api.call('POST', `${SESSIONS}/${id}/complete`, { token: as });

  it('is one on which the person may manage accounts', async () => {
    const tree = await insertEntityTree(calls.api.database, calls.tenantId);
    calls.token = await calls.api.addToken(calls.tenantId, ['CloudConnector:manage'], tree.left);
    const { id } = await calls.begin();
    const environment = (entity_id: string): Promise<Answer> =>
      calls.put(id, 'environment', { ...ENVIRONMENT, entity_id });
    expect((await environment(calls.tenantId)).status).toBe(403);
    for (const unseen of [tree.right, uuidv7()]) {
      const { status, body } = await environment(unseen);
      expect([status, body.errors[0].field]).toEqual([422, 'entity_id']);
    }
    expect(OnboardingServices.asked).toEqual([]);
    expect((await environment(tree.left)).status).toBe(200);
    expect(OnboardingServices.asked[0]?.input).toMatchObject({ settings: { entityId: tree.left } });
  });

  it('is shown, is where the permission is needed, and is where the account hangs', async () => {
    const tree = await insertEntityTree(calls.api.database, calls.tenantId);
    calls.token = await calls.api.addToken(
      calls.tenantId,
      ['CloudConnector:manage', 'CloudConnector:read'],
      tree.left,
    );
    const { id } = await calls.begin();
    const settings = (entityId?: string): string =>
      `settings = '${JSON.stringify({ name: 'x', environment: 'staging', regions: null, entityId })}'`;
    for (const entityId of [undefined, calls.tenantId]) {
      await calls.onSession(id, settings(entityId));
      expect((await complete(id, calls.token)).status).toBe(403);
    }
    await calls.onSession(id, settings(tree.left));
    const shown = stepOf((await calls.show(id)).body, 'environment');
    expect(shown.values).toMatchObject({ entity_id: tree.left });
    const { status, body } = await complete(id, calls.token);
    expect([status, body.entity_id, body.warnings]).toEqual([201, tree.left, ['They may write.']]);
    expect(createdAccountSchema.parse(body)).toEqual(body);
    // Of the version that was judged, and of no other.
    expect(OnboardingServices.completed).toMatchObject([{ sessionId: id, ifVersion: '1' }]);
  });
});

describe('the list', () => {
  it('shows your own sessions, page by page', async () => {
    const ids = [(await calls.begin()).id, (await calls.begin()).id, (await calls.begin()).id];
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query = cursor === null ? '' : `&cursor=${cursor}`;
      const { body } = await calls.api.call('GET', `${SESSIONS}?limit=2${query}`, {
        token: calls.token,
      });
      expect(sessionPageSchema.parse(body)).toEqual(body);
      seen.push(...body.items.map((item: { id: string }) => item.id));
      cursor = body.next_cursor;
    } while (cursor !== null);
    expect(seen).toEqual(ids);
  });
});

describe('who did not begin a session', () => {
  it('is told nothing of it, be it another token of the tenant', async () => {
    const { id } = await calls.begin();
    const colleague = await calls.api.addToken(calls.tenantId, [
      'CloudConnector:read',
      'CloudConnector:manage',
    ]);
    const stranger = await calls.api.addToken(await calls.api.addTenant(), [
      'CloudConnector:read',
      'CloudConnector:manage',
    ]);
    const ask = async (as: string, which: string): Promise<unknown[]> => {
      const answers = await Promise.all([
        calls.show(which, as),
        ...['provider', 'environment', 'authentication', 'credentials'].map((step) =>
          calls.api.call('PUT', `${SESSIONS}/${which}/steps/${step}`, { token: as, body: 7 }),
        ),
        calls.api.call('POST', `${SESSIONS}/${which}/validate`, { token: as }),
        calls.api.call('POST', `${SESSIONS}/${which}/complete`, { token: as }),
        calls.api.call('DELETE', `${SESSIONS}/${which}`, { token: as }),
      ]);
      return answers.map(({ status, text }) => [status, text]);
    };
    const nothing = Array(8).fill([404, expect.stringContaining('no such onboarding session')]);
    for (const as of [colleague, stranger]) {
      for (const which of [id, uuidv7(), 'no-id']) expect(await ask(as, which)).toEqual(nothing);
      expect((await calls.api.call('GET', SESSIONS, { token: as })).body.items).toEqual([]);
    }
    expect((await calls.show(id)).status).toBe(200);
  });

  it('is everybody once it has expired', async () => {
    const { id } = await calls.begin();
    await calls.onSession(id, 'expires_at = now()');
    expect((await calls.show(id)).status).toBe(404);
    expect((await calls.put(id, 'provider', { provider: 'aws' })).status).toBe(404);
    expect((await calls.api.call('GET', SESSIONS, { token: calls.token })).body.items).toEqual([]);
  });
});
