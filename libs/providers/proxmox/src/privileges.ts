import { ProviderError, recordOf } from '@skyledger/provider-sdk';
import type { ProxmoxClient } from './client';

/** What the passes need, all in the built-in role PVEAuditor of version 9. */
export const NEEDED_PRIVILEGES = [
  'Sys.Audit',
  'VM.Audit',
  'VM.GuestAgent.Audit',
  'Datastore.Audit',
  'SDN.Audit',
] as const;
export type Privilege = (typeof NEEDED_PRIVILEGES)[number];

/** Audits of every kind, and the log of the system. */
const READING = /\.Audit$|^Sys\.Syslog$/;

/** Up to version 8 the agent was read with the privilege of the monitor. */
const STAND_INS: Readonly<Partial<Record<Privilege, readonly string[]>>> = {
  'VM.GuestAgent.Audit': ['VM.GuestAgent.Unrestricted', 'VM.Monitor'],
};

/**
 * Needed privileges that the token has on no path at all.
 * @throws ProviderError
 */
export async function missingPrivileges(client: ProxmoxClient): Promise<Privilege[]> {
  const granted = await grantedPrivileges(client);
  return NEEDED_PRIVILEGES.filter(
    (name) => ![name, ...(STAND_INS[name] ?? [])].some((each) => granted.has(each)),
  );
}

/**
 * What the token may do beyond reading, on any path. The agent's stand-ins may do more than that, but
 * up to version 8 there is no other way to read it, and `setUp` asks for the monitor.
 * @throws ProviderError
 */
export async function writingPrivileges(client: ProxmoxClient): Promise<string[]> {
  const granted = await grantedPrivileges(client);
  return [...granted].filter((name) => !READING.test(name) && name !== 'VM.Monitor').sort();
}

/**
 * Lists leave out what the token may not audit, so that without the privilege they are empty and
 * look as if all were gone. A token that has it on some paths only has chosen what it sees.
 * @throws ProviderError of the kind `denied` when the token has the privilege nowhere
 */
export async function requirePrivilege(client: ProxmoxClient, privilege: Privilege): Promise<void> {
  const granted = await grantedPrivileges(client);
  if (granted.has(privilege)) return;
  const message = `the token has the privilege ${privilege} on no path`;
  const fault = { kind: 'denied', code: 'MissingPrivilege', message } as const;
  throw new ProviderError(fault, 'GET /access/permissions');
}

/** The token's own privileges by path, which every token may read. */
function grantedPrivileges(client: ProxmoxClient): Promise<ReadonlySet<string>> {
  return client.once('privileges', async () => {
    const byPath = await client.record('/access/permissions');
    return new Set(Object.values(byPath).flatMap((names) => Object.keys(recordOf(names))));
  });
}
