import type { Collection, CollectionPage, EmulatedItem } from '../../estate/collection';
import type { AwsAccountEstate } from '../aws-account-estate';
import { listPage } from '../aws-call';
import type { AwsCall, AwsOperation } from '../aws-call';
import { AwsError } from '../aws-errors';
import type { AwsService } from '../aws-service';
import { queryDocument } from '../query-document';
import { optional } from '../xml';
import { accounts } from './account.item';
import { credentialReport } from './credential-report';
import { groups } from './group.item';
import { accessKey, authorizationDetails, userSummary } from './iam.xml';
import type { IamItem } from './iam.xml';
import { policies } from './policy.item';
import { roles } from './role.item';
import { decisions, evaluationResult } from './simulation';
import type { Decision } from './simulation';
import { users } from './user.item';
import type { IamAccessKey } from './user.item';

const NAMESPACE = 'https://iam.amazonaws.com/doc/2010-05-08/';
const USUAL_PAGE = 100;
const LARGEST_PAGE = 1000;

/** Identity and access management. It has no regions. */
export const iam: AwsService = {
  name: 'iam',
  signingName: 'iam',
  protocol: 'query',
  operations: {
    GetAccountAuthorizationDetails: operation('GetAccountAuthorizationDetails', listDetails),
    ListUsers: operation('ListUsers', listUsers),
    ListAccessKeys: operation('ListAccessKeys', listAccessKeys),
    SimulatePrincipalPolicy: operation('SimulatePrincipalPolicy', simulate),
    GenerateCredentialReport: operation('GenerateCredentialReport', generateReport),
    GetCredentialReport: operation('GetCredentialReport', getReport),
    GetAccountSummary: operation('GetAccountSummary', getSummary),
    GetAccountPasswordPolicy: operation('GetAccountPasswordPolicy', getPasswordPolicy),
  },
};

function operation(action: string, answer: (call: AwsCall) => string): AwsOperation {
  return {
    permission: `iam:${action}`,
    global: true,
    run: (call) => queryDocument(call, NAMESPACE, answer(call)),
  };
}

function listDetails(call: AwsCall): string {
  const { services } = call.account;
  const kinds = [users, groups, roles, policies] as const;
  const { items, token } = page<IamItem>(
    call,
    joined(kinds.map((kind) => services.of<IamItem>(kind as never))),
  );
  return `${authorizationDetails(items)}${ending(token)}`;
}

function listUsers(call: AwsCall): string {
  const { items, token } = page(call, call.account.services.of(users));
  return `<Users>${items.map(userSummary).join('')}</Users>${ending(token)}`;
}

function listAccessKeys(call: AwsCall): string {
  const name = call.params.get('UserName') ?? ownName(call);
  const keys =
    name === ownName(call) ? ownKeys(call) : call.account.services.of(users).find(name)?.keys;
  if (!keys) {
    throw new AwsError(404, 'NoSuchEntity', `The user with name ${name} cannot be found.`);
  }
  const members = keys.map((key) => accessKey(key, name)).join('');
  return `<AccessKeyMetadata>${members}</AccessKeyMetadata><IsTruncated>false</IsTruncated>`;
}

/** Of the user who asks, and is meant where no other is named. */
function ownName({ principal }: AwsCall): string {
  return principal.arn.slice(principal.arn.lastIndexOf('/') + 1);
}

function ownKeys({ identities, principal }: AwsCall): IamAccessKey[] {
  return identities.keysOf(principal.arn).map(({ accessKeyId, createdAt }) => {
    return { id: accessKeyId, isActive: true, created: createdAt ?? new Date(0), lastUsed: null };
  });
}

/** The only listing that is not of the estate: it has a row for each action that is asked for. */
function simulate(call: AwsCall): string {
  const all = decisions(call);
  const { items, token } = page<Decision>(call, {
    page: (from, limit) => {
      const next = from + limit;
      return { items: all.slice(from, next), next: next < all.length ? next : null };
    },
  });
  return `${ending(token)}<EvaluationResults>${items.map(evaluationResult).join('')}</EvaluationResults>`;
}

/** Accounts whose report was asked for: the first question starts it, the next finds it done. */
const REPORTED = new WeakSet<AwsAccountEstate>();

function generateReport({ account }: AwsCall): string {
  if (REPORTED.has(account)) return '<State>COMPLETE</State>';
  REPORTED.add(account);
  return '<State>STARTED</State><Description>No report exists. Starting a new report generation task</Description>';
}

function getReport(call: AwsCall): string {
  if (!REPORTED.has(call.account)) {
    throw new AwsError(410, 'ReportNotPresent', 'The report was not asked for');
  }
  const content = Buffer.from(credentialReport(call)).toString('base64');
  return `<Content>${content}</Content><ReportFormat>text/csv</ReportFormat><GeneratedTime>2026-06-01T00:00:00Z</GeneratedTime>`;
}

function getSummary(call: AwsCall): string {
  const { services } = call.account;
  const [account] = services.of(accounts).all();
  const facts: Readonly<Record<string, number>> = {
    Users: services.of(users).size,
    Groups: services.of(groups).size,
    Roles: services.of(roles).size,
    Policies: services.of(policies).size,
    AccountMFAEnabled: account?.rootHasMfa === true ? 1 : 0,
    AccountAccessKeysPresent: account?.rootKeys ?? 0,
    AccountPasswordPresent: 1,
    AccountSigningCertificatesPresent: 0,
  };
  const entries = Object.entries(facts).map(
    ([key, value]) => `<entry><key>${key}</key><value>${value}</value></entry>`,
  );
  return `<SummaryMap>${entries.join('')}</SummaryMap>`;
}

function getPasswordPolicy(call: AwsCall): string {
  const [account] = call.account.services.of(accounts).all();
  const policy = account?.passwordPolicy;
  if (!policy) {
    const { accountId } = call.account.spec;
    throw new AwsError(
      404,
      'NoSuchEntity',
      `The Password Policy with domain name ${accountId} cannot be found.`,
    );
  }
  const { minimumLength, maximumAge, reusePrevention } = policy;
  return (
    `<PasswordPolicy><MinimumPasswordLength>${minimumLength}</MinimumPasswordLength><RequireSymbols>true</RequireSymbols>` +
    '<RequireNumbers>true</RequireNumbers><RequireUppercaseCharacters>false</RequireUppercaseCharacters>' +
    '<RequireLowercaseCharacters>true</RequireLowercaseCharacters><AllowUsersToChangePassword>true</AllowUsersToChangePassword>' +
    `<ExpirePasswords>${maximumAge !== null}</ExpirePasswords>${optional('MaxPasswordAge', maximumAge)}` +
    `${optional('PasswordReusePrevention', reusePrevention)}</PasswordPolicy>`
  );
}

/** One page of a listing of IAM, all of which page alike. */
function page<T extends EmulatedItem>(
  call: AwsCall,
  items: Pick<Collection<T>, 'page'>,
): { readonly items: readonly T[]; readonly token: string | null } {
  const limit = Number(call.params.get('MaxItems') ?? USUAL_PAGE);
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_PAGE) {
    throw invalid(
      `Value '${limit}' at 'maxItems' failed to satisfy constraint: Member must have value between 1 and ${LARGEST_PAGE}`,
    );
  }
  return listPage(call, items, call.params.get('Marker'), limit, () => invalid('Invalid Marker'));
}

function ending(token: string | null): string {
  return `<IsTruncated>${token !== null}</IsTruncated>${optional('Marker', token)}`;
}

function invalid(message: string): AwsError {
  return new AwsError(400, 'ValidationError', message);
}

/** More than any collection has room for. */
const SPAN = 100_000_000;

/** Several collections as one list, each after the other. */
function joined<T extends EmulatedItem>(
  collections: readonly Collection<T>[],
): Pick<Collection<T>, 'page'> {
  return {
    page(from, limit) {
      const items: T[] = [];
      let place: number | null = from;
      while (place !== null && items.length < limit) {
        const at: number = Math.floor(place / SPAN);
        const found: CollectionPage<T> | undefined = collections[at]?.page(
          place % SPAN,
          limit - items.length,
        );
        items.push(...(found?.items ?? []));
        if (found?.next !== undefined && found.next !== null) place = at * SPAN + found.next;
        else place = at + 1 < collections.length ? (at + 1) * SPAN : null;
      }
      return { items, next: place };
    },
  };
}
