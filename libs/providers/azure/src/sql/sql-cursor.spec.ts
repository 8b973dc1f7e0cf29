import { readSqlCursor, writeSqlCursor } from './sql-cursor';

describe('the cursor of SQL servers', () => {
  const server = '/subscriptions/s/resourcegroups/rg zürich/providers/microsoft.sql/servers/a';
  const link = '/subscriptions/s/providers/microsoft.sql/servers?$skiptoken=x%20y';

  it.each([
    [null, server],
    [link, null],
    [link, server],
  ])('keeps the link %j and the server %j', (page, serverId) => {
    expect(readSqlCursor(writeSqlCursor(page, serverId))).toEqual({ link: page, serverId });
  });

  it('begins without one, and refuses what it did not write', () => {
    expect(readSqlCursor(null)).toEqual({ link: null, serverId: null });
    expect(() => readSqlCursor('https://evil.example/')).toThrow('is no cursor');
    expect(() => readSqlCursor(' https://evil.example/')).toThrow('is no cursor');
  });
});
