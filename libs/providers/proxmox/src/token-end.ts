import { idOf } from '@skyledger/provider-sdk';
import { isRefused } from './cluster-view';
import type { ProxmoxClient } from './client';

/**
 * When the token ends, ISO 8601 in UTC; `null` when it never does, or may not look at itself.
 * @throws ProviderError
 */
export async function tokenEnd(client: ProxmoxClient): Promise<string | null> {
  const [userid = '', tokenid = ''] = client.tokenId.split('!');
  try {
    const token = await client.record('/access/users/{userid}/token/{tokenid}', {
      params: { userid, tokenid },
      mayFail: true,
    });
    return endOf(token['expire']);
  } catch (error) {
    if (isRefused(error)) return null;
    throw error;
  }
}

/** Seconds since the epoch, as a number or as text; 0 is never. */
function endOf(expire: unknown): string | null {
  const time = new Date(Number(idOf(expire) ?? 0) * 1000);
  return time.getTime() === 0 || Number.isNaN(time.getTime()) ? null : time.toISOString();
}
