import { definePass } from '@skyledger/provider-sdk';
import type { DigitalOceanClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { LISTINGS } from '../listings';
import { toReservedIp } from './reserved-ip.mapper';

const PERMISSIONS = ['reserved_ip:read', 'droplet:read'];

export const reservedIps = definePass<DigitalOceanClient>({
  id: 'network.reserved-ips',
  types: ['public_ip'],
  scope: 'global',
  permissions: PERMISSIONS,
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, LISTINGS.reservedIps, cursor)) {
      yield toPage(page, (item) => toReservedIp(item, 'reserved_ip'));
    }
  },
});

export const reservedIpv6s = definePass<DigitalOceanClient>({
  id: 'network.reserved-ipv6s',
  types: ['public_ip'],
  scope: 'global',
  permissions: PERMISSIONS,
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, LISTINGS.reservedIpv6s, cursor)) {
      yield toPage(page, (item) => toReservedIp(item, 'reserved_ipv6'));
    }
  },
});
