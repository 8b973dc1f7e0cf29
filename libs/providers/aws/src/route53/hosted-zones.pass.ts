import { ListHostedZonesCommand } from '@aws-sdk/client-route-53';
import { definePass, type Page } from '@skyledger/provider-sdk';
import type { AwsClient } from '../client';
import { Denials } from '../denials';
import { objectsOf, sortedTexts } from '../payload';
import { pageOf, pagesOf } from '../regional-listing';
import { toDnsZone, zoneIdOf } from './hosted-zones.mapper';
import { TAGS_PERMISSION, tagsByZone } from './zone-tags';

export const LIST_ZONES = 'route53:ListHostedZones';

/** The most the API gives; a page takes ten requests for tags. */
const PAGE_SIZE = 100;

/** Zones of names, public and private, which belong to no region. */
export const hostedZones = definePass<AwsClient>({
  id: 'route53.hosted-zones',
  types: ['dns_zone'],
  scope: 'global',
  permissions: [LIST_ZONES, TAGS_PERMISSION],
  async *collect(context): AsyncGenerator<Page> {
    const { client, signal } = context;
    const pages = pagesOf(
      {
        service: 'route53',
        permission: LIST_ZONES,
        async list(route53, token, options) {
          const command = new ListHostedZonesCommand({ MaxItems: PAGE_SIZE, Marker: token });
          const { HostedZones, NextMarker } = await route53.send(command, options);
          return { items: HostedZones, next: NextMarker };
        },
      },
      { ...context, region: client.homeRegion },
    );
    for await (const { items, next } of pages) {
      const denials = new Denials();
      const listed = objectsOf(items);
      const tags = await tagsByZone(client, sortedTexts(listed.map(zoneIdOf)), denials, signal);
      const left = listed.filter((zone) => {
        const id = zoneIdOf(zone);
        return id === null || tags.has(id);
      });
      yield pageOf(
        left,
        next,
        (zone) => toDnsZone(zone, tags.get(zoneIdOf(zone) ?? ''), client.partition),
        denials.warnings(),
      );
    }
  },
});
