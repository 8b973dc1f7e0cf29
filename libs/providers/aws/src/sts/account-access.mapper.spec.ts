import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toAccountAccess } from './account-access.mapper';

const ROLE = 'arn:aws-cn:iam::123456789012:role/path/Reader';

it.each([true, false])('tells whether the external id is required: %p', (required) => {
  const resource = toAccountAccess(ROLE, required);
  expect(discoveredResourceSchema.parse(resource)).toEqual(resource);
  expect(resource).toMatchObject({
    resourceId: `${ROLE}#trust`,
    name: 'Trust of Reader',
    attributes: { externalIdRequired: required, rootMfaEnabled: null },
  });
});
