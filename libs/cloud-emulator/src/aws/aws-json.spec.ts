import { LambdaClient, ListFunctionsCommand, paginateListFunctions } from '@aws-sdk/client-lambda';
import type { Emulator, EstateSpec, FaultEffect } from '../index';
import { expectedResources, startEmulator } from '../index';

const ACCOUNT = '111122223333';
const KEYS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'not/a+real=secret' };
const REGION = 'eu-central-1';

const SPEC: EstateSpec = {
  seed: 5,
  hetzner: [],
  aws: [
    {
      accountId: ACCOUNT,
      ...KEYS,
      deniedActions: [{ action: 'lambda:ListFunctions', regions: ['us-east-1'] }],
      regions: [
        { name: REGION, counts: { services: { 'aws.lambda-function': 120 } } },
        { name: 'us-east-1' },
        { name: 'ap-east-1', optIn: 'not-opted-in' },
      ],
    },
  ],
};

describe('the JSON services of the emulated AWS, read with the official clients', () => {
  let emulator: Emulator;

  beforeEach(async () => {
    emulator = await startEmulator({ estate: SPEC });
  });
  afterEach(() => emulator.close());

  const lambda = (region = REGION, credentials = KEYS): LambdaClient =>
    new LambdaClient({ endpoint: emulator.awsEndpoint, credentials, region, maxAttempts: 1 });
  const list = (client: LambdaClient, MaxItems?: number): Promise<unknown> =>
    client.send(new ListFunctionsCommand({ MaxItems }));

  it('pages through everything, fifty at a time although more are asked for', async () => {
    const sizes: number[] = [];
    const arns: string[] = [];
    const pages = paginateListFunctions({ client: lambda(), pageSize: 1000 }, {});
    for await (const { Functions = [] } of pages) {
      sizes.push(Functions.length);
      arns.push(...Functions.map((each) => each.FunctionArn ?? ''));
    }
    expect(sizes).toEqual([50, 50, 20]);
    expect(arns).toEqual(
      [...expectedResources(emulator.estate, ACCOUNT)].flatMap(({ kind, arn }) =>
        kind === 'aws.lambda-function' ? [arn] : [],
      ),
    );
    expect(emulator.stats.count({ service: 'lambda', action: 'ListFunctions' })).toBe(3);
  });

  it.each<[string, () => Promise<unknown>, number, string]>([
    ['a denial', () => list(lambda('us-east-1')), 403, 'AccessDeniedException'],
    ['a region that is off', () => list(lambda('ap-east-1')), 403, 'UnrecognizedClientException'],
    [
      'an unknown key',
      () => list(lambda(REGION, { ...KEYS, accessKeyId: 'AKIAUNKNOWN000000001' })),
      403,
      'UnrecognizedClientException',
    ],
    [
      'a wrong secret',
      () => list(lambda(REGION, { ...KEYS, secretAccessKey: 'wrong' })),
      403,
      'InvalidSignatureException',
    ],
    ['a page size', () => list(lambda(), 0), 400, 'ValidationException'],
  ])('refuses %s in the words of the protocol', async (_what, ask, status, name) => {
    await expect(ask()).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
  });

  it.each<[FaultEffect, string]>([
    [{ type: 'throttle' }, 'TooManyRequestsException'],
    [{ type: 'expire-token' }, 'ExpiredTokenException'],
    [{ type: 'status', status: 503 }, 'ServiceUnavailableException'],
  ])('makes the fault %j', async (effect, name) => {
    emulator.faults.add({ match: { service: 'lambda' }, effect });
    await expect(list(lambda())).rejects.toMatchObject({ name });
  });

  it('clears fields and strikes a page by its number', async () => {
    emulator.faults.add({
      match: { action: 'ListFunctions', page: 2 },
      effect: { type: 'null-fields', fields: ['Runtime'] },
    });
    const runtimes: number[] = [];
    for await (const { Functions = [] } of paginateListFunctions({ client: lambda() }, {})) {
      runtimes.push(Functions.filter((each) => typeof each.Runtime === 'string').length);
    }
    expect(runtimes.map((count) => count > 0)).toEqual([true, false, true]);
  });
});
