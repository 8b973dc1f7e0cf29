import { type Check, defineCheck, fail, type Outcome, pass, unknown } from '@skyledger/check-sdk';
import { type EvaluatedResource, findingChanges, type StoredFinding } from './finding-changes';

const accountId = '0198a000-0000-7000-8000-000000000002';

function aCheck(id: string): Check {
  return defineCheck({
    id,
    title: 'Resource is as it should be',
    severity: 'high',
    appliesTo: 'bucket',
    risk: 'It may break.',
    remediation: { text: 'Mend it.' },
    references: [],
    evaluate: () => pass(),
  });
}

function evaluated(outcomes: Record<string, Outcome>, isActive = true): EvaluatedResource {
  return {
    resource: { id: '1', accountId, isActive, observed: null },
    evaluated: Object.entries(outcomes).map(([id, outcome]) => ({ check: aCheck(id), outcome })),
  };
}

function stored(finding: Partial<StoredFinding> = {}): StoredFinding {
  return {
    id: '100',
    resourceId: '1',
    checkId: 'encrypted',
    severity: 'high',
    status: 'open',
    reason: 'not encrypted',
    resourceChanged: false,
    ...finding,
  };
}

const nothing = { opened: [], reopened: [], refreshed: [], resolved: [] };
const failing = evaluated({ encrypted: fail('not encrypted') });
const seen = { id: '100', severity: 'high', reason: 'not encrypted' };

describe('a failing check', () => {
  it('opens a finding', () => {
    expect(findingChanges([failing], [])).toEqual({
      ...nothing,
      opened: [
        {
          accountId,
          resourceId: '1',
          checkId: 'encrypted',
          severity: 'high',
          reason: 'not encrypted',
        },
      ],
    });
  });

  it('leaves an open finding alone that says the same', () => {
    expect(findingChanges([failing], [stored()])).toEqual(nothing);
  });

  it.each([
    ['another reason', { reason: 'encrypted with a weak key' }],
    ['another severity', { severity: 'low' as const }],
    ['a changed resource', { resourceChanged: true }],
  ])('refreshes an open finding with %s', (_name, difference) => {
    expect(findingChanges([failing], [stored(difference)])).toEqual({
      ...nothing,
      refreshed: [seen],
    });
  });

  it('opens a resolved finding again', () => {
    expect(findingChanges([failing], [stored({ status: 'resolved' })])).toEqual({
      ...nothing,
      reopened: [seen],
    });
  });
});

describe('an open finding', () => {
  it.each([
    ['passed', evaluated({ encrypted: pass() })],
    ['resource_removed', evaluated({}, false)],
    ['not_applicable', evaluated({ other: unknown('not observed') })],
  ])('is resolved as %s', (resolution, resource) => {
    expect(findingChanges([resource], [stored()])).toEqual({
      ...nothing,
      resolved: [{ id: '100', resolution }],
    });
  });

  it('stays as it is while the check cannot tell', () => {
    const unsure = evaluated({ encrypted: unknown('not observed') });
    expect(findingChanges([unsure], [stored({ resourceChanged: true })])).toEqual(nothing);
  });
});

it('leaves a resolved finding alone that is not seen again', () => {
  const resolved = stored({ status: 'resolved' });
  expect(findingChanges([evaluated({ encrypted: pass() })], [resolved])).toEqual(nothing);
  expect(findingChanges([evaluated({}, false)], [resolved])).toEqual(nothing);
});

it('does not mix up the findings of two resources', () => {
  const other = { ...evaluated({ encrypted: pass() }), resource: { ...failing.resource, id: '2' } };
  expect(
    findingChanges([failing, other], [stored(), stored({ id: '200', resourceId: '2' })]),
  ).toEqual({ ...nothing, resolved: [{ id: '200', resolution: 'passed' }] });
});
