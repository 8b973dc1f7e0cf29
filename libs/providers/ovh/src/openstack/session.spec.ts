import { readSession } from './session';

const endpoint = (region: string, fields: object = {}): object => ({
  id: `endpoint-${region}`,
  interface: 'public',
  region,
  region_id: region,
  url: `https://network.compute.${region.toLowerCase()}.cloud.ovh.net/`,
  ...fields,
});

const answer = (token: object): unknown => ({
  token: {
    methods: ['password'],
    project: { id: 'project-1', name: '123456789', domain: { id: 'default', name: 'Default' } },
    expires_at: '2026-11-22T13:00:00.000000Z',
    catalog: [
      { type: 'compute', name: 'nova', endpoints: [endpoint('GRA11', { url: 'https://nova' })] },
      { type: 'network', name: 'neutron', endpoints: [endpoint('GRA11'), endpoint('SBG5')] },
    ],
    ...token,
  },
});

describe('readSession', () => {
  it('reads the token, its project and where the network service is', () => {
    expect(readSession(answer({}), 'token-1')).toEqual({
      token: 'token-1',
      projectId: 'project-1',
      networks: new Map([
        ['GRA11', 'https://network.compute.gra11.cloud.ovh.net/'],
        ['SBG5', 'https://network.compute.sbg5.cloud.ovh.net/'],
      ]),
    });
  });

  it('passes over endpoints that are not for everybody or tell too little', () => {
    const endpoints = [
      endpoint('GRA11', { interface: 'internal' }),
      endpoint('SBG5', { url: null }),
      endpoint('DE1', { region: null, region_id: null }),
      endpoint('WAW1', { region_id: undefined }),
      null,
    ];
    const { networks } = readSession(answer({ catalog: [{ type: 'network', endpoints }] }), 't');
    expect([...networks.keys()]).toEqual(['WAW1']);
  });

  it.each([undefined, null, 'text', [null, 7, { type: 'network', endpoints: {} }]])(
    'knows no address where the catalogue is %j',
    (catalog) => {
      expect(readSession(answer({ catalog }), 'token-1').networks.size).toBe(0);
    },
  );

  it.each<[string, unknown, string | null]>([
    ['a token', answer({}), null],
    ['a project', answer({ project: null }), 'token-1'],
    ['anything', null, 'token-1'],
  ])('refuses an answer without %s', (_what, body, token) => {
    expect(() => readSession(body, token)).toThrow('no token');
  });
});
