import type { z } from 'zod';
import * as accountInputs from './accounts/account-input.schema';
import * as accounts from './accounts/account.schema';
import * as agents from './agents/agent.schema';
import * as annotations from './annotations/annotation.schema';
import * as awsTrust from './aws/aws-trust.schema';
import * as deadLetters from './dead-letters/dead-letter.schema';
import * as findings from './findings/finding.schema';
import { problemBodySchema } from './http/problem.schema';
import * as organizationInputs from './organizations/organization-input.schema';
import * as organizations from './organizations/organization.schema';
import * as resources from './resources/resource.schema';
import * as roleBindings from './role-bindings/role-binding.schema';
import * as roles from './roles/role.schema';
import * as runs from './runs/run.schema';
import * as summary from './summary/summary.schema';
import * as tokens from './tokens/token.schema';

const topics = {
  ...accountInputs,
  ...accounts,
  ...agents,
  ...annotations,
  ...awsTrust,
  ...deadLetters,
  ...findings,
  ...organizationInputs,
  ...organizations,
  ...resources,
  ...roleBindings,
  ...roles,
  ...runs,
  ...summary,
  ...tokens,
  problemBodySchema,
};

const withExamples = Object.entries(topics).flatMap(([name, value]) => {
  if (typeof value !== 'object' || !('meta' in value)) return [];
  const schema = value as z.ZodType;
  const examples = (schema.meta()?.['examples'] ?? []) as unknown[];
  return examples.map((example) => [name, schema, example] as const);
});

it('knows the examples', () => {
  expect(withExamples.length).toBeGreaterThan(15);
});

it.each(withExamples)('%s accepts its example', (_, schema, example) => {
  expect(schema.safeParse(example).error).toBeUndefined();
});
