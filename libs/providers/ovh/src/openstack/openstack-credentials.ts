import { secret } from '@skyledger/provider-sdk';
import { z } from 'zod';

const name = z.string().trim().min(1).max(256);
const secretText = secret().trim().min(1);

/**
 * What opens OpenStack, beside OVHcloud's own API, for one Public Cloud project: a user of it, or an
 * application credential, which brings its project along. Neither is needed for anything else.
 */
export const openStackFields = {
  openstack_application_credential_id: name.optional().meta({
    description:
      'Application credential of OpenStack; without one or a user, security groups are left out',
  }),
  openstack_application_credential_secret: secretText.optional(),
  openstack_username: name.optional().meta({ description: 'User of OpenStack of one project' }),
  openstack_password: secretText.optional(),
  openstack_project_id: z
    .string()
    .trim()
    .regex(/^[0-9a-f]{32}$/, 'must be the id of a project: 32 hexadecimal digits')
    .optional()
    .meta({ description: 'Project of the user of OpenStack' }),
};

type OpenStackFields = z.infer<z.ZodObject<typeof openStackFields>>;

/** Either way is given whole or not at all, and not both. */
export function refuseParts(fields: OpenStackFields, context: z.RefinementCtx): void {
  const given = WAYS.map((way) => way.filter((name) => fields[name] !== undefined));
  for (const [at, way] of WAYS.entries()) {
    if (given[at]?.length === 0) continue;
    for (const name of way) {
      if (fields[name] !== undefined) continue;
      const message = `is needed together with ${given[at]?.join(' and ')}`;
      context.addIssue({ code: 'custom', path: [name], message });
    }
  }
  if (given.every((names) => names.length > 0)) {
    const message = 'give a user of OpenStack or an application credential, not both';
    context.addIssue({ code: 'custom', path: ['openstack_username'], message });
  }
}

const WAYS = [
  ['openstack_application_credential_id', 'openstack_application_credential_secret'],
  ['openstack_username', 'openstack_password', 'openstack_project_id'],
] as const;

/** The body by which Keystone gives a token; `null` where the credentials bring nothing for it. */
export function loginOf(fields: OpenStackFields): Readonly<Record<string, unknown>> | null {
  const {
    openstack_application_credential_id: id,
    openstack_application_credential_secret,
    openstack_username: username,
    openstack_password: password,
    openstack_project_id: project,
  } = fields;
  if (id !== undefined) {
    const application_credential = { id, secret: openstack_application_credential_secret };
    const methods = ['application_credential'];
    return { auth: { identity: { methods, application_credential } } };
  }
  if (username === undefined) return null;
  const user = { name: username, domain: { name: 'Default' }, password };
  return {
    auth: {
      identity: { methods: ['password'], password: { user } },
      scope: { project: { id: project } },
    },
  };
}
