import { DEMO_AWS, demoEstate } from '@skyledger/cloud-emulator';
import { collectPass } from '@skyledger/provider-sdk';
import { passOf, startAwsEstate, type AwsEstate } from '../testing/aws-estate';

/** Where the demo's trails are, and a region without any. */
const HOME = 'eu-central-1';
const ELSEWHERE = 'eu-west-1';

let estate: AwsEstate;

afterEach(() => estate.close());

/** What was asked of CloudTrail in the order of asking. */
const asked = (): string[] =>
  estate.gate.operations.filter((operation) => operation.startsWith('cloudtrail:'));

describe('the regions that trails are looked for in', () => {
  it('are those that one list names', async () => {
    estate = await startAwsEstate();
    const client = await estate.connectDemo();
    for (const region of [ELSEWHERE, 'us-east-1']) {
      const { resources, warnings } = await collectPass(passOf('cloudtrail.trails'), client, {
        region,
      });
      expect({ resources, warnings }).toEqual({ resources: [], warnings: [] });
    }
    expect(asked()).toEqual(['cloudtrail:ListTrails']);
    const { resources } = await collectPass(passOf('cloudtrail.trails'), client, { region: HOME });
    expect(resources.map(({ resourceId }) => resourceId).sort()).toEqual(
      estate.expectedArns(DEMO_AWS.accountId, 'aws.cloudtrail-trail', HOME),
    );
    expect(resources.length).toBeGreaterThan(0);
  });

  it('are those as well in which the ledger holds some', async () => {
    estate = await startAwsEstate();
    await collectPass(passOf('cloudtrail.trails'), await estate.connectDemo(), {
      region: ELSEWHERE,
      known: ['arn:aws:cloudtrail:eu-west-1:123456789012:trail/old'],
    });
    expect(asked()).toEqual(['cloudtrail:DescribeTrails']);
  });

  it('are all where the list is denied, which is asked for once', async () => {
    const [demo] = demoEstate().aws;
    const account = { ...demo!, deniedActions: ['cloudtrail:ListTrails'] };
    estate = await startAwsEstate({ ...demoEstate(), hetzner: [], aws: [account] });
    const client = await estate.connectDemo();
    for (const region of [ELSEWHERE, 'us-east-1']) {
      const { warnings } = await collectPass(passOf('cloudtrail.trails'), client, { region });
      expect(warnings).toEqual([]);
    }
    expect(asked()).toEqual([
      'cloudtrail:ListTrails',
      'cloudtrail:DescribeTrails',
      'cloudtrail:DescribeTrails',
    ]);
  });
});
