import type { Database } from '@skyledger/database';
import type { OidcVerifier } from './oidc/oidc-verifier.service';
import type { PersonGrantsRepository } from './person-grants.repository';
import { PrincipalsService } from './principals.service';

const ROW = { tenant_id: 't', token_id: 'id', name: 'x', scopes: [], entity_id: 't' };

it.each<[string, (principals: PrincipalsService) => void]>([
  ['the token', (principals) => principals.forget('id')],
  ['anything', (principals) => principals.forgetAll()],
])('does not remember what it read before %s was revoked', async (_, revoke) => {
  const answers: ((rows: object[]) => void)[] = [];
  const database = {
    withoutTenant: () => new Promise<object[]>((resolve) => answers.push(resolve)),
  };
  const principals = new PrincipalsService(
    database as unknown as Database,
    { takes: () => false } as unknown as OidcVerifier,
    {} as PersonGrantsRepository,
  );
  const underWay = principals.principalOf('a token');
  revoke(principals);
  answers.shift()!([ROW]);
  expect(await underWay).toMatchObject({ id: 'id' });
  const next = principals.principalOf('a token');
  answers.shift()!([]);
  expect(await next).toBeNull();
});
