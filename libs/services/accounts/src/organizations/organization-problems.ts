import { ProblemError } from '@skyledger/contracts';

/** No organisation of this id belongs to the tenant. */
export function organizationNotFound(): ProblemError {
  return new ProblemError({
    type: 'not-found',
    title: 'There is no such organisation',
    status: 404,
  });
}

/** The tenant has connected it already, as `organizationId`. */
export function organizationExists(organizationId: string): ProblemError {
  return new ProblemError({
    type: 'organization-exists',
    title: 'The organisation is connected already',
    status: 409,
    detail: `It was connected before as ${organizationId}.`,
    extensions: { organization_id: organizationId },
  });
}

/** The credentials lead to another organisation than the one they are meant for. */
export function organizationMismatch(expected: string, found: string): ProblemError {
  return new ProblemError({
    type: 'organization-mismatch',
    title: 'The credentials lead to another organisation',
    status: 409,
    detail: `They lead to ${found}; this one is ${expected}. Connect ${found} as an organisation of its own.`,
    errors: [{ field: 'credentials', expected: `credentials of ${expected}` }],
    extensions: { native_id: found },
  });
}

/** Accounts of this provider are connected one by one. */
export function noOrganizations(name: string): ProblemError {
  return new ProblemError({
    type: 'validation-failed',
    title: `${name} has no organisations that can be connected`,
    status: 422,
    errors: [{ field: 'provider', expected: 'a provider with organisations' }],
  });
}

/** Somebody changed it since the caller read it. */
export function organizationChanged(version: string): ProblemError {
  return new ProblemError({
    type: 'version-mismatch',
    title: 'The organisation was changed meanwhile',
    status: 412,
    detail: 'Read the organisation again, then send the change with its new ETag.',
    extensions: { version },
  });
}
