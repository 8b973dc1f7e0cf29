import { definePass } from '@skyledger/provider-sdk';
import type { OvhClient } from '../client';
import { detailOfAccount } from '../read-account';
import { membersOf } from './vrack-members';
import { toVrack } from './vrack.mapper';

export const vracks = definePass<OvhClient>({
  id: 'network.vracks',
  types: ['network'],
  scope: 'global',
  permissions: ['GET /vrack', 'GET /vrack/*'],
  async *collect({ client, cursor }) {
    yield* detailOfAccount({ client, cursor, route: '/vrack' }, async (serviceName) => {
      const vrack = await client.item('/vrack/{serviceName}', { serviceName });
      const members = await membersOf(client, serviceName);
      return {
        resources: [toVrack(vrack, client.site, serviceName, members)],
        warnings: members.warnings,
      };
    });
  },
});
