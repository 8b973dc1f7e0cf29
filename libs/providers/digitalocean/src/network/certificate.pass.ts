import { definePass } from '@skyledger/provider-sdk';
import type { DigitalOceanClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { LISTINGS } from '../listings';
import { toCertificate } from './certificate.mapper';

export const certificates = definePass<DigitalOceanClient>({
  id: 'network.certificates',
  types: ['certificate'],
  scope: 'global',
  permissions: ['certificate:read'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, LISTINGS.certificates, cursor)) {
      yield toPage(page, toCertificate);
    }
  },
});
