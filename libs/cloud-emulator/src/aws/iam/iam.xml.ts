import type { Tag } from '../../estate/names';
import { escapeXml } from '../xml';
import type { IamGroup } from './group.item';
import type { IamPolicy } from './policy.item';
import type { IamRole } from './role.item';
import type { IamAccessKey, IamUser } from './user.item';

/** Whatever GetAccountAuthorizationDetails tells of. */
export type IamItem = IamUser | IamGroup | IamRole | IamPolicy;

/** The four lists of a page; those of nothing are there, too. */
export function authorizationDetails(items: readonly IamItem[]): string {
  const lists = { user: '', group: '', role: '', policy: '' };
  for (const item of items) lists[item.type] += detail(item);
  return (
    `<UserDetailList>${lists.user}</UserDetailList><GroupDetailList>${lists.group}</GroupDetailList>` +
    `<RoleDetailList>${lists.role}</RoleDetailList><Policies>${lists.policy}</Policies>`
  );
}

/** A user as ListUsers tells it. */
export function userSummary(user: IamUser): string {
  return `<member>${userFields(user)}</member>`;
}

export function accessKey(key: IamAccessKey, userName: string): string {
  return (
    `<member><UserName>${escapeXml(userName)}</UserName><AccessKeyId>${key.id}</AccessKeyId>` +
    `<Status>${key.isActive ? 'Active' : 'Inactive'}</Status><CreateDate>${timeText(key.created)}</CreateDate></member>`
  );
}

function detail(item: IamItem): string {
  switch (item.type) {
    case 'user':
      return (
        `<member>${userFields(item)}<GroupList>${item.groups.map((name) => `<member>${name}</member>`).join('')}</GroupList>` +
        `${attached(item.policyArns)}${tagList(item.tags)}</member>`
      );
    case 'group':
      return (
        `<member><Path>/</Path><GroupName>${escapeXml(item.name)}</GroupName><GroupId>${item.groupId}</GroupId><Arn>${item.arn}</Arn>` +
        `<CreateDate>${timeText(item.created)}</CreateDate><GroupPolicyList/>${attached(item.policyArns)}</member>`
      );
    case 'role':
      return roleDetail(item);
    case 'policy':
      return policyDetail(item);
  }
}

function userFields({ name, userId, arn, created }: IamUser): string {
  return `<Path>/</Path><UserName>${escapeXml(name)}</UserName><UserId>${userId}</UserId><Arn>${arn}</Arn><CreateDate>${timeText(created)}</CreateDate>`;
}

function roleDetail(role: IamRole): string {
  const lastUsed = role.lastUsed
    ? `<LastUsedDate>${timeText(role.lastUsed)}</LastUsedDate><Region>us-east-1</Region>`
    : '';
  return (
    `<member><Path>${role.path}</Path><RoleName>${escapeXml(role.name)}</RoleName><RoleId>${role.roleId}</RoleId><Arn>${role.arn}</Arn>` +
    `<CreateDate>${timeText(role.created)}</CreateDate><AssumeRolePolicyDocument>${encoded(role.trust)}</AssumeRolePolicyDocument>` +
    `<InstanceProfileList/><RolePolicyList/>${attached(role.policyArns)}${tagList(role.tags)}<RoleLastUsed>${lastUsed}</RoleLastUsed></member>`
  );
}

function policyDetail(policy: IamPolicy): string {
  const version = (id: string, document: unknown, isDefault: boolean): string =>
    `<member><Document>${encoded(document)}</Document><VersionId>${id}</VersionId><IsDefaultVersion>${isDefault}</IsDefaultVersion>` +
    `<CreateDate>${timeText(policy.created)}</CreateDate></member>`;
  return (
    `<member><PolicyName>${policy.name}</PolicyName><PolicyId>${policy.policyId}</PolicyId><Arn>${policy.arn}</Arn><Path>/</Path>` +
    `<DefaultVersionId>v2</DefaultVersionId><AttachmentCount>${policy.attachments}</AttachmentCount>` +
    '<PermissionsBoundaryUsageCount>0</PermissionsBoundaryUsageCount><IsAttachable>true</IsAttachable>' +
    `<CreateDate>${timeText(policy.created)}</CreateDate><UpdateDate>${timeText(policy.created)}</UpdateDate>` +
    `<PolicyVersionList>${version('v2', policy.document, true)}${version('v1', { Version: '2012-10-17', Statement: [] }, false)}</PolicyVersionList></member>`
  );
}

function attached(arns: readonly string[]): string {
  const members = arns.map(
    (arn) =>
      `<member><PolicyName>${arn.slice(arn.lastIndexOf('/') + 1)}</PolicyName><PolicyArn>${arn}</PolicyArn></member>`,
  );
  return `<AttachedManagedPolicies>${members.join('')}</AttachedManagedPolicies>`;
}

function tagList(tags: readonly Tag[]): string {
  const members = tags.map(
    ([key, value]) =>
      `<member><Key>${escapeXml(key)}</Key><Value>${escapeXml(value)}</Value></member>`,
  );
  return `<Tags>${members.join('')}</Tags>`;
}

/** Documents are percent-encoded as RFC 3986 has it. */
function encoded(document: unknown): string {
  return encodeURIComponent(JSON.stringify(document)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function timeText(time: Date): string {
  return time.toISOString().replace('.000', '');
}
