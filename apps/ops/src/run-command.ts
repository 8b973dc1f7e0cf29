import type { SkyledgerConfig } from '@skyledger/config';
import { migrate } from '@skyledger/database';
import type { MessageBus } from '@skyledger/messaging';
import type { Command } from './arguments';
import { isAboutBiLogins, manageBiLogins } from './bi-logins';
import { rotateVault } from './rotate-vault';
import { withBus } from './with-bus';

/** Carries out a command; every line for the person goes to `tell`. */
export async function runCommand(
  command: Exclude<Command, { name: 'help' }>,
  config: SkyledgerConfig,
  tell: (line: string) => void,
): Promise<void> {
  if (command.name === 'migrate') {
    await migrate(config.databaseMigrationUrl!);
    tell('The schema is up to date.');
    return;
  }
  if (command.name === 'vault-rotate') return rotateVault(config, tell);
  if (isAboutBiLogins(command)) return manageBiLogins(command, config.databaseMigrationUrl!, tell);
  await withBus(config, async (bus) => {
    if (command.name === 'queues') return showQueues(bus, tell);
    await mustExist(bus, command.queue);
    switch (command.name) {
      case 'list': {
        const letters = await bus.deadLetters.list(command.queue, command.limit);
        for (const letter of letters) tell(JSON.stringify(letter));
        return;
      }
      case 'replay': {
        tell(`${await bus.deadLetters.replay(command.queue, command.ids)} replayed`);
        return;
      }
      case 'discard': {
        tell(`${await bus.deadLetters.discard(command.queue, command.ids)} discarded`);
        return;
      }
    }
  });
}

async function showQueues(bus: MessageBus, tell: (line: string) => void): Promise<void> {
  const dead = new Map((await bus.deadLetters.queues()).map(({ queue, depth }) => [queue, depth]));
  const rows = (await bus.queueDepths()).map(({ queue, ready, inFlight }) => [
    queue,
    String(ready),
    inFlight === null ? '-' : String(inFlight),
    String(dead.get(queue) ?? 0),
  ]);
  const table = [['queue', 'ready', 'in flight', 'dead letters'], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  for (const [name, ...numbers] of table) {
    const cells = numbers.map((cell, column) => cell.padStart(widths[column + 1]!));
    tell([name!.padEnd(widths[0]!), ...cells].join('  '));
  }
}

/** A misspelt queue has no dead letters either, and would look well. */
async function mustExist(bus: MessageBus, name: string): Promise<void> {
  const names = (await bus.deadLetters.queues()).map(({ queue }) => queue);
  if (names.includes(name)) return;
  throw new Error(
    `there is no queue ${name}; there are ${names.length === 0 ? 'none' : names.join(', ')}`,
  );
}
