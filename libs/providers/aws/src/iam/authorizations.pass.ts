import {
  GetAccountAuthorizationDetailsCommand,
  type GetAccountAuthorizationDetailsCommandOutput,
} from '@aws-sdk/client-iam';
import { definePass, type Page } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { AwsClient } from '../client';
import { Denials } from '../denials';
import { objectsOf } from '../payload';
import { pageOf, pagesOf } from '../regional-listing';
import { present } from '../request-failure';
import { REPORT_PERMISSIONS, credentialReport } from './credential-report';
import { toGroup, toUser } from './identities.mapper';
import { toPolicy } from './policies.mapper';
import { toRole } from './roles.mapper';

/** Documents make these payloads large; a page of a thousand may have several megabytes. */
const PAGE_SIZE = 200;
const PERMISSION = 'iam:GetAccountAuthorizationDetails';

type Details = GetAccountAuthorizationDetailsCommandOutput;

/** One item of the listing, to be mapped with what the credential report told. */
type ToResource = () => DiscoveredResource | null;

/** Users, groups, roles and own policies, which one listing tells together. */
export const authorizations = definePass<AwsClient>({
  id: 'iam.authorizations',
  types: ['identity', 'role', 'policy'],
  scope: 'global',
  permissions: [PERMISSION, ...REPORT_PERMISSIONS],
  async *collect(context): AsyncGenerator<Page> {
    const { client, signal } = context;
    const pages = pagesOf(
      {
        service: 'iam',
        permission: PERMISSION,
        async list(iam, token, options) {
          const command = new GetAccountAuthorizationDetailsCommand({
            Filter: ['User', 'Group', 'Role', 'LocalManagedPolicy'],
            MaxItems: PAGE_SIZE,
            Marker: token,
          });
          const details = await iam.send(command, options);
          present(details.IsTruncated, 'mark of its end');
          return { items: [details], next: details.Marker };
        },
      },
      { ...context, region: client.homeRegion },
    );
    const denials = new Denials();
    let report: Awaited<ReturnType<typeof credentialReport>> | undefined;
    let asked = false;
    for await (const { items, next } of pages) {
      const details = items[0];
      const users = objectsOf(details?.UserDetailList);
      if (users.length > 0 && !asked) {
        asked = true;
        report = await denials.unlessDenied('the users', () => credentialReport(client, signal));
      }
      const mapped: ToResource[] = [
        ...users.map((user) => () => toUser(user, report?.get(user.Arn ?? ''))),
        ...othersIn(details),
      ];
      yield pageOf(mapped, next, (toResource) => toResource(), denials.warnings());
    }
  },
});

function othersIn(details: Details | undefined): ToResource[] {
  return [
    ...objectsOf(details?.GroupDetailList).map((group) => () => toGroup(group)),
    ...objectsOf(details?.RoleDetailList).map((role) => () => toRole(role)),
    ...objectsOf(details?.Policies).map((policy) => () => toPolicy(policy)),
  ];
}
