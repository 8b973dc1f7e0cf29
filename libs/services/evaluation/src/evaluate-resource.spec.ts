import { Logger } from '@nestjs/common';
import { type Check, defineCheck, fail, pass } from '@skyledger/check-sdk';
import type { LedgerResource } from '@skyledger/resource-model';
import { evaluateResource } from './evaluate-resource';

const bucket = { id: '1001', resourceType: 'bucket', attributes: {} } as LedgerResource;

function aCheck(id: string, evaluate: Check['evaluate']): Check {
  return defineCheck({
    id,
    title: 'Resource is as it should be',
    severity: 'high',
    appliesTo: 'bucket',
    risk: 'It may break.',
    remediation: { text: 'Mend it.' },
    references: [],
    evaluate,
  });
}

it('runs every check of the type', () => {
  const checks = [aCheck('one', () => pass()), aCheck('two', () => fail('seen'))];
  const checksFor = jest.fn(() => checks);
  expect(evaluateResource(bucket, checksFor)).toEqual([
    { check: checks[0], outcome: { status: 'pass' } },
    { check: checks[1], outcome: { status: 'fail', reason: 'seen' } },
  ]);
  expect(checksFor).toHaveBeenCalledWith('bucket');
});

it('goes on past a check that throws, and names it', () => {
  const error = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  const broken = aCheck('broken', () => {
    throw new TypeError('no rules');
  });
  const outcomes = evaluateResource(bucket, () => [broken, aCheck('sound', () => fail('seen'))]);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual([
    { status: 'unknown', reason: 'the check failed to run' },
    { status: 'fail', reason: 'seen' },
  ]);
  expect(error).toHaveBeenCalledWith(
    expect.stringContaining('broken'),
    expect.objectContaining({ message: 'no rules' }),
  );
  error.mockRestore();
});

it('shows an attribute that the row lacks as not observed', () => {
  const evaluate = jest.fn(() => pass());
  const stored = { ...bucket, attributes: { encryptedAtRest: true } } as LedgerResource;
  evaluateResource(stored, () => [aCheck('one', evaluate)]);
  expect(evaluate).toHaveBeenCalledWith({
    ...bucket,
    attributes: {
      publicAccessBlocked: null,
      policyPublic: null,
      encryptedAtRest: true,
      encryptionKeyId: null,
      versioned: null,
      accessLogged: null,
    },
  });
});
