import type { XmlReader } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { AwsClient } from '../client';
import { aws } from '../provider';
import { BIG, SECRET, startAwsEstate, type AwsEstate } from '../testing/aws-estate';

let estate: AwsEstate;
const clients: AwsClient[] = [];

beforeAll(async () => {
  estate = await startAwsEstate();
});
afterAll(async () => {
  await Promise.all(clients.map((client) => aws.disconnect(client)));
  await estate.close();
});

async function clientWith(xmlReader: XmlReader): Promise<AwsClient> {
  const keys = { access_key_id: BIG.accessKeyId, secret_access_key: SECRET };
  const client = await aws.connect(aws.credentials.parse(keys), {
    gate: estate.gate,
    endpoint: estate.emulator.awsEndpoint,
    xmlReader,
  });
  clients.push(client);
  return client;
}

it.each(aws.passes.map((pass) => [pass.id, pass] as const))(
  'what %s yields is the same, whoever reads the XML',
  async (_, pass) => {
    const { signal } = new AbortController();
    const region = pass.scope === 'global' ? 'global' : 'us-east-1';
    const listed = async (xmlReader: XmlReader): Promise<DiscoveredResource[]> => {
      const client = await clientWith(xmlReader);
      const resources: DiscoveredResource[] = [];
      for await (const page of pass.collect({ client, region, cursor: null, signal })) {
        resources.push(...page.resources);
      }
      return resources;
    };
    expect(await listed('streaming')).toEqual(await listed('sdk'));
  },
);
