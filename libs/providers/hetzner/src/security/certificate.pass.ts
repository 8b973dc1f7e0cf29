import { definePass } from '@skyledger/provider-sdk';
import type { HetznerClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { toCertificate } from './certificate.mapper';

export const certificates = definePass<HetznerClient>({
  id: 'security.certificates',
  types: ['certificate'],
  scope: 'global',
  permissions: ['Read'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, 'certificates', cursor)) {
      yield toPage(page, (item) => [toCertificate(item)]);
    }
  },
});
