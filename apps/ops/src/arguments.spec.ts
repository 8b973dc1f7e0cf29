import { parseCommand, UsageError } from './arguments';

const parse = (line: string): ReturnType<typeof parseCommand> =>
  parseCommand(line.split(' ').filter((word) => word !== ''));

describe('parseCommand', () => {
  it.each([
    ['', { name: 'help' }],
    ['--help', { name: 'help' }],
    ['dead-letters replay -h', { name: 'help' }],
    ['migrate', { name: 'migrate' }],
    ['queues', { name: 'queues' }],
    ['dead-letters list q', { name: 'list', queue: 'q', limit: 50 }],
    ['dead-letters list q --limit 7', { name: 'list', queue: 'q', limit: 7 }],
    ['dead-letters replay q --all', { name: 'replay', queue: 'q', ids: 'all' }],
    ['dead-letters discard q 1 2', { name: 'discard', queue: 'q', ids: ['1', '2'] }],
  ])('understands "%s"', (line, command) => {
    expect(parse(line)).toEqual(command);
  });

  it.each([
    ['retry', /there is no command retry/],
    ['migrate now', /now does not belong/],
    ['queues --all', /--all does not belong/],
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
