import { listOf, ProviderError, recordOf, textsOf } from '@skyledger/provider-sdk';
import type { DigitalOceanClient } from './client';
import { listPages } from './list-pages';
import { LISTINGS } from './listings';
import { nativeIdOf } from './payload';

/** Which firewalls protect which droplets: only the firewalls tell, by number or by tag. */
export class Protections {
  private readonly byDroplet = new Map<string, Set<string>>();
  private readonly byTag = new Map<string, Set<string>>();

  constructor(firewalls: readonly unknown[]) {
    for (const raw of firewalls) {
      const firewall = recordOf(raw);
      const id = nativeIdOf(firewall['id']);
      if (id === null) continue;
      const waiting = dropletsNotYetBehind(firewall['pending_changes']);
      for (const droplet of listOf(firewall['droplet_ids']).map(nativeIdOf)) {
        if (droplet !== null && !waiting.has(droplet)) note(this.byDroplet, droplet, id);
      }
      for (const tag of textsOf(firewall['tags'])) note(this.byTag, tag, id);
    }
  }

  /** Ids of the firewalls that protect a droplet. */
  of(dropletId: string, tags: readonly string[]): string[] {
    const found = new Set(this.byDroplet.get(dropletId));
    for (const tag of tags) {
      for (const firewall of this.byTag.get(tag) ?? []) found.add(firewall);
    }
    return [...found];
  }
}

/**
 * Reads all firewalls. `null` when the token may not: then nothing is known of protections, which the
 * pass of the firewalls reports.
 * @throws ProviderError when it failed otherwise, so that what is known is not forgotten
 */
export async function readProtections(client: DigitalOceanClient): Promise<Protections | null> {
  const firewalls: unknown[] = [];
  try {
    for await (const { items } of listPages(client, LISTINGS.firewalls, null)) {
      firewalls.push(...items);
    }
  } catch (error) {
    if (error instanceof ProviderError && error.fault.kind === 'denied') return null;
    throw error;
  }
  return new Protections(firewalls);
}

/** A firewall that is still being applied does not protect yet. */
function dropletsNotYetBehind(changes: unknown): Set<string | null> {
  const added = listOf(changes)
    .map(recordOf)
    .filter((change) => change['removing'] === false);
  return new Set(added.map((change) => nativeIdOf(change['droplet_id'])));
}

function note(groups: Map<string, Set<string>>, key: string, firewall: string): void {
  const known = groups.get(key);
  if (known) known.add(firewall);
  else groups.set(key, new Set([firewall]));
}
