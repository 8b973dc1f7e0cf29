import { BadRequestException, NotFoundException } from '@nestjs/common';
import { ProblemError } from '@skyledger/contracts';
import {
  RpcFailed,
  RpcTimeout,
  TransportUnavailable,
  UnroutableMessage,
} from '@skyledger/messaging';
import { VaultKeyMissing } from '@skyledger/vault';
import { problemOf } from './problem-of';

const withCode = (code: string): Error => Object.assign(new Error('secret text'), { code });
const withStatus = (statusCode: number): Error =>
  Object.assign(new Error('secret text'), { statusCode });

it.each<[string, unknown, number, string]>([
  ['no key', new VaultKeyMissing(), 503, 'encryption-key-missing'],
  ['a late answer', new RpcTimeout('accounts.create', 1), 504, 'timeout'],
  ['a failed service', new RpcFailed('accounts.create', 'secret text'), 500, 'internal-error'],
  ['no broker', new TransportUnavailable('secret text'), 503, 'unavailable'],
  ['no queue', new UnroutableMessage([]), 503, 'unavailable'],
  ['no database', withCode('ECONNREFUSED'), 503, 'unavailable'],
  ['a stopping database', withCode('57P01'), 503, 'unavailable'],
  ['a broken constraint', withCode('23505'), 500, 'internal-error'],
  ['an unknown route', new NotFoundException('secret text'), 404, 'not-found'],
  ['a bad request', new BadRequestException('secret text'), 400, 'bad-request'],
  ['a large body', withStatus(413), 413, 'body-too-large'],
  ['another type of body', withStatus(415), 415, 'unsupported-media-type'],
  ['an error of ours', new Error('secret text'), 500, 'internal-error'],
  ['a thrown text', 'secret text', 500, 'internal-error'],
  ['nothing', undefined, 500, 'internal-error'],
])('tells of %s', (_, error, status, type) => {
  const problem = problemOf(error);
  expect([problem.status, problem.type]).toEqual([status, type]);
  expect(JSON.stringify(problem)).not.toContain('secret text');
});

it('passes a problem on as it is', () => {
  const problem = { type: 'x', title: 'X', status: 409, extensions: { id: '1' } };
  expect(problemOf(new ProblemError(problem))).toBe(problem);
});
