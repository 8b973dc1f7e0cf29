import type { Generate } from '../estate/collection';
import { isPublicLan, lanRange, lanRange6 } from './addresses';
import { metadataOf, type Entity } from './entity';
import { drawer, type Datacenter, type IonosItem, type IonosScope } from './scope';

export interface IonosLan extends IonosItem {
  /** Its id: unique in its data center only. */
  readonly number: number;
  readonly isPublic: boolean;
}

/** What names a LAN in the account. */
export function lanKey(datacenterId: string, lan: number): string {
  return `${datacenterId}/${lan}`;
}

export function lanGenerator(scope: IonosScope, place: Datacenter): Generate<IonosLan> {
  const { draw } = drawer(scope, 'lan', place.id);
  return (index, revision) => {
    const { naming, common } = draw(index, revision);
    const number = index + 1;
    const isPublic = isPublicLan(number);
    return {
      ...common,
      id: lanKey(place.id, number),
      region: place.location,
      // A change of a LAN shows in its name, since LANs have no labels.
      name: `${isPublic ? 'public' : naming.application}-lan-${number}${revision > 0 ? `-r${revision}` : ''}`,
      number,
      isPublic,
    };
  };
}

export function lanEntity(
  lan: IonosLan,
  place: Datacenter,
  nics: (lan: number) => readonly Entity[],
): Entity {
  const id = String(lan.number);
  return {
    id,
    type: 'lan',
    path: `/datacenters/${place.id}/lans/${id}`,
    metadata: metadataOf(lan.created, 'AVAILABLE', lan.revision),
    properties: {
      name: lan.name,
      ipFailover: [],
      ipv4CidrBlock: lan.isPublic ? null : lanRange(lan.number),
      ipv6CidrBlock: hasIpv6(place, lan.number) ? lanRange6(place, lan.number) : null,
      pcc: null,
      public: lan.isPublic,
    },
    entities: { nics: () => nics(lan.number) },
  };
}

export function hasIpv6(place: Datacenter, lan: number): boolean {
  return place.hasIpv6 && isPublicLan(lan);
}
