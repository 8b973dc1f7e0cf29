import { Readable } from 'node:stream';
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { S3Client } from '@aws-sdk/client-s3';
import { classifyAwsError } from '../classify-error';
import { streamAnswers } from './stream-answers';
import { StreamingXmlDeserializer } from './streaming-deserializer';

/** Settings of a client that gets the same answer to whatever it asks. */
function answering(body: string, statusCode = 200): object {
  const headers = { 'content-type': 'text/xml', 'x-amzn-requestid': 'r-1' };
  return {
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' },
    maxAttempts: 1,
    requestHandler: {
      handle: () =>
        Promise.resolve({
          response: { statusCode, headers, body: Readable.from([Buffer.from(body)]) },
        }),
    },
  };
}

const REGIONS = `<?xml version="1.0" encoding="UTF-8"?>
<DescribeRegionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
  <requestId>r-1</requestId>
  <regionInfo>
    <item><regionName>eu-central-1</regionName><optInStatus>opt-in-not-required</optInStatus></item>
  </regionInfo>
</DescribeRegionsResponse>`;

const REFUSAL = `<Response><Errors><Error><Code>UnauthorizedOperation</Code>
  <Message>You are not authorized to perform this operation.</Message></Error></Errors>
  <RequestID>r-1</RequestID></Response>`;

const describeRegions = (client: EC2Client): Promise<unknown> =>
  client.send(new DescribeRegionsCommand({}));

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a client whose answers are streamed', () => {
  const streamed = (body: string, status?: number): EC2Client =>
    streamAnswers(new EC2Client(answering(body, status)));
  const plain = (body: string, status?: number): EC2Client =>
    new EC2Client(answering(body, status));

  it('gives what the SDK gives, with what it knows of the request', async () => {
    const answer = await describeRegions(streamed(REGIONS));
    expect(answer).toEqual(await describeRegions(plain(REGIONS)));
    expect(answer).toMatchObject({
      $metadata: { httpStatusCode: 200, requestId: 'r-1' },
      Regions: [{ RegionName: 'eu-central-1', OptInStatus: 'opt-in-not-required' }],
    });
  });

  it('leaves refusals to the SDK', async () => {
    const ours = await failure(describeRegions(streamed(REFUSAL, 403)));
    const theirs = await failure(describeRegions(plain(REFUSAL, 403)));
    expect(classifyAwsError(ours)).toEqual(classifyAwsError(theirs));
    expect(classifyAwsError(ours)).toMatchObject({ kind: 'denied', code: 'UnauthorizedOperation' });
  });

  it('no longer copies each answer for a log', () => {
    const steps = (client: EC2Client): string => client.middlewareStack.identify().join();
    expect(steps(plain(REGIONS))).toContain('loggerMiddleware');
    expect(steps(streamed(REGIONS))).not.toContain('loggerMiddleware');
  });

  it.each([
    ['cut', REGIONS.slice(0, -40)],
    ['cut within a tag', REGIONS.slice(0, -3)],
    ['of mismatched tags', REGIONS.replace('</item>', '</items>')],
    ['of plain text', 'Service unavailable'],
  ])('takes a page %s for the same fault as the SDK', async (_, page) => {
    const ours = classifyAwsError(await failure(describeRegions(streamed(page))));
    const theirs = classifyAwsError(await failure(describeRegions(plain(page))));
    expect(ours).toMatchObject({ kind: 'malformed', code: 'UnreadableAnswer' });
    expect(theirs).toMatchObject({ kind: ours.kind, code: ours.code });
  });

  it('tells nothing of a page that it cannot read', async () => {
    const page = REGIONS.replace('</item>', '<SecretAccessKey>CANARY</item>');
    const fault = classifyAwsError(await failure(describeRegions(streamed(page))));
    expect(JSON.stringify(fault)).not.toContain('CANARY');
  });

  it('gives an empty list where the page has one, and none where it has none', async () => {
    const page = (result: string): string =>
      `<R><DescribeDBInstancesResult>${result}</DescribeDBInstancesResult></R>`;
    const list = async (body: string): Promise<unknown> => {
      const rds = streamAnswers(new RDSClient(answering(body)));
      return (await rds.send(new DescribeDBInstancesCommand({}))).DBInstances;
    };
    expect(await list(page('<DBInstances/>'))).toEqual([]);
    expect(await list(page(''))).toBeUndefined();
    expect(await list('<html><body>Hello</body></html>')).toBeUndefined();
  });
});

it('leaves clients of other protocols as they are', () => {
  const s3 = new S3Client({ region: 'eu-central-1' });
  const before = (s3.config as { protocol?: { deserializer?: unknown } }).protocol;
  streamAnswers(s3);
  const after = (s3.config as { protocol?: { deserializer?: unknown } }).protocol;
  expect(after).toBe(before);
  expect(after?.deserializer).not.toBeInstanceOf(StreamingXmlDeserializer);
});
