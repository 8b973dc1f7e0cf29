import { parseCommand, UsageError } from './arguments';

const parse = (line: string): ReturnType<typeof parseCommand> =>
  parseCommand(line.split(' ').filter((word) => word !== ''));

const TENANT = '0198a000-0000-7000-8000-000000000001';

describe('parseCommand', () => {
  it.each([
    ['', { name: 'help' }],
    ['--help', { name: 'help' }],
    ['dead-letters replay -h', { name: 'help' }],
    ['migrate', { name: 'migrate' }],
    ['queues', { name: 'queues' }],
    ['vault rotate', { name: 'vault-rotate' }],
    [
      `bi-logins add ${TENANT} tableau`,
      { name: 'bi-logins add', tenantId: TENANT, login: 'tableau', exists: false },
    ],
    [
      `bi-logins add ${TENANT} tableau --existing`,
      { name: 'bi-logins add', tenantId: TENANT, login: 'tableau', exists: true },
    ],
    ['bi-logins list', { name: 'bi-logins list' }],
    ['bi-logins remove tableau', { name: 'bi-logins remove', login: 'tableau' }],
    ['dead-letters list q', { name: 'list', queue: 'q', limit: 50 }],
    ['dead-letters list q --limit 7', { name: 'list', queue: 'q', limit: 7 }],
    ['dead-letters replay q --all', { name: 'replay', queue: 'q', ids: 'all' }],
    ['dead-letters discard q 1 2', { name: 'discard', queue: 'q', ids: ['1', '2'] }],
  ])('understands "%s"', (line, command) => {
    expect(parse(line)).toEqual(command);
  });

  it.each([
    ['retry', /there is no command retry/],
    ['vault', /takes rotate, not nothing/],
    ['vault open', /takes rotate, not open/],
    ['vault rotate --all', /--all does not belong/],
    ['migrate now', /now does not belong/],
    ['queues --all', /--all does not belong/],
    ['migrate --existing', /--existing does not belong/],
    ['bi-logins', /takes add, list or remove, not nothing/],
    ['bi-logins drop x', /add, list or remove, not drop/],
    ['bi-logins add', /id of a tenant, not nothing/],
    ['bi-logins add acme tableau', /id of a tenant, not acme/],
    [`bi-logins add ${TENANT}`, /name of a login/],
    [`bi-logins add ${TENANT} a b`, /b does not belong/],
    [`bi-logins add ${TENANT} a --all`, /--all does not belong/],
    ['bi-logins list a', /a does not belong/],
    ['bi-logins list --limit 3', /--limit does not belong/],
    ['bi-logins remove', /name of a login/],
    ['bi-logins remove a --existing', /--existing does not belong/],
    ['bi-logins remove a b', /b does not belong/],
    ['dead-letters', /list, replay or discard, not nothing/],
    ['dead-letters purge q', /list, replay or discard, not purge/],
    ['dead-letters list', /needs the name of a queue/],
    ['dead-letters list q 4', /4 does not belong/],
    ['dead-letters list q --limit 0', /from 1 to 10000, not 0/],
    ['dead-letters list q --limit many', /from 1 to 10000, not many/],
    ['dead-letters replay q', /either ids or --all/],
    ['dead-letters discard q 1 --all', /either ids or --all/],
    ['dead-letters discard q --all --limit 3', /--limit does not belong/],
    ['dead-letters replay q --force', /--force/],
  ])('refuses "%s"', (line, reason) => {
    expect(() => parse(line)).toThrow(UsageError);
    expect(() => parse(line)).toThrow(reason);
  });
});
