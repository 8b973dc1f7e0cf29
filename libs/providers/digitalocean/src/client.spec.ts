import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { recordingGate } from '@skyledger/provider-sdk';
import { classifyError } from './classify-error';
import { DigitalOceanClient } from './client';
import { LISTINGS } from './listings';

describe('a page of a list', () => {
  let server: Server;
  let client: DigitalOceanClient;
  let body: object = {};

  beforeAll(async () => {
    server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json; charset=utf-8');
      response.end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    client = new DigitalOceanClient(
      { api_token: 'token' },
      { gate: recordingGate(classifyError), endpoint: `http://127.0.0.1:${port}` },
    );
  });
  afterAll(async () => {
    await client.close();
    await new Promise((resolve) => server.close(resolve));
  });

  const list = (answer: object, page = 2): ReturnType<DigitalOceanClient['list']> => {
    body = answer;
    return client.list(LISTINGS.volumes, { page, perPage: 2 });
  };
  const next = (page: number): object => ({
    links: { pages: { next: `https://api.digitalocean.com/v2/volumes?page=${page}&per_page=2` } },
  });
  const volumes = [{ id: 'a' }, { id: 'b' }];

  it.each([
    [
      { volumes, links: {}, meta: { total: 4 } },
      { items: volumes, more: false, total: 4 },
    ],
    [
      { volumes, links: { pages: {} } },
      { items: volumes, more: false, total: null },
    ],
    [
      { volumes, ...next(3), meta: { total: 9 } },
      { items: volumes, more: true, total: 9 },
    ],
    [
      { volumes, meta: { total: 4 } },
      { items: volumes, more: false, total: 4 },
    ],
    [
      { volumes, meta: { total: 5 } },
      { items: volumes, more: true, total: 5 },
    ],
    [
      { volumes: null, links: {}, meta: { total: 0 } },
      { items: [], more: false, total: 0 },
    ],
  ])('is read from %j', async (answer, page) => {
    expect(await list(answer)).toEqual(page);
  });

  it.each([
    ['the list is missing', { links: {}, meta: { total: 0 } }],
    ['the list is null though there are items', { volumes: null, links: {}, meta: { total: 3 } }],
    ['nothing tells of more', { volumes }],
    ['the links are null and no total is told', { volumes, links: null, meta: null }],
    ['the next page is the same', { volumes, ...next(2) }],
    ['the next page is an earlier one', { volumes, ...next(1) }],
    ['the next page has no number', { volumes, links: { pages: { next: 'https://x/?a=b' } } }],
    ['it is empty and leads on', { volumes: [], ...next(3) }],
    ['it is empty and the total is not reached', { volumes: [], meta: { total: 9 } }],
    ['the body is no object', ['volumes']],
  ])('is refused when %s', async (_why, answer) => {
    await expect(list(answer)).rejects.toMatchObject({ fault: { kind: 'malformed' } });
  });
});
