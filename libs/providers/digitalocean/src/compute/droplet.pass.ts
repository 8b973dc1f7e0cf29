import { definePass } from '@skyledger/provider-sdk';
import type { DigitalOceanClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { LISTINGS } from '../listings';
import { readProtections } from '../protections';
import { toDroplet } from './droplet.mapper';

/** Without the scopes beside the first, the API silently leaves out what they are for. */
const PERMISSIONS = ['droplet:read', 'vpc:read', 'tag:read', 'image:read', 'firewall:read'];

export const droplets = definePass<DigitalOceanClient>({
  id: 'compute.droplets',
  types: ['vm'],
  scope: 'global',
  permissions: PERMISSIONS,
  async *collect({ client, cursor }) {
    const protections = await readProtections(client);
    for await (const page of listPages(client, LISTINGS.droplets, cursor)) {
      yield toPage(page, (item) => toDroplet(item, protections));
    }
  },
});

export const gpuDroplets = definePass<DigitalOceanClient>({
  id: 'compute.gpu-droplets',
  types: ['vm'],
  scope: 'global',
  permissions: PERMISSIONS,
  async *collect({ client, cursor }) {
    const protections = await readProtections(client);
    for await (const page of listPages(client, LISTINGS.gpuDroplets, cursor)) {
      yield toPage(page, (item) => toDroplet(item, protections));
    }
  },
});
