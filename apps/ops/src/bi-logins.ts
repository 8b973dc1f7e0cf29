import { addBiLogin, listBiLogins, removeBiLogin } from '@skyledger/database';
import type { Command } from './arguments';

/** A command about logins of BI tools. */
export type BiLoginsCommand = Extract<Command, { name: `bi-logins ${string}` }>;

/** Whether the command is one of them. */
export function isAboutBiLogins(command: Command): command is BiLoginsCommand {
  return command.name.startsWith('bi-logins ');
}

/**
 * Carries it out.
 * @param url of the login that owns the tables
 */
export async function manageBiLogins(
  command: BiLoginsCommand,
  url: string,
  tell: (line: string) => void,
): Promise<void> {
  switch (command.name) {
    case 'bi-logins add': {
      const { login, tenantId } = command;
      const password = await addBiLogin(url, command);
      tell(`${login} reads the ledger of tenant ${tenantId}.`);
      if (password !== null) tell(`Its password, which is not shown again: ${password}`);
      return;
    }
    case 'bi-logins list': {
      for (const { login, tenantId, isOurs, addedAt } of await listBiLogins(url)) {
        tell([login, tenantId, addedAt.toISOString(), isOurs ? 'made' : 'existing'].join('  '));
      }
      return;
    }
    case 'bi-logins remove': {
      const { isOurs } = await removeBiLogin(url, command.login);
      tell(`${command.login} ${isOurs ? 'is dropped' : 'stays, and reads nothing of ours'}.`);
      return;
    }
  }
}
