/**
 * An organisation of Google Cloud, as a service account sees it. Read anew with each request: what a test
 * changes in the lists it gave is seen at once.
 */
export interface GcpOrganizationSpec {
  /** `organizations/` and a number. */
  readonly id: string;
  /** A domain. */
  readonly displayName: string;
  readonly folders?: readonly GcpFolderSpec[];
  readonly projects: readonly GcpMemberSpec[];
  /** Entries of a page; default 300. */
  readonly pageSize?: number;
}

export interface GcpFolderSpec {
  /** `folders/` and a number. */
  readonly id: string;
  readonly name: string;
  /** Default: the organisation. */
  readonly parent?: string;
}

export interface GcpMemberSpec {
  /** What it holds is what a project of the estate with this id has. */
  readonly id: string;
  readonly name: string;
  /** Default: the organisation. */
  readonly parent?: string;
  /** Default `ACTIVE`. */
  readonly state?: 'ACTIVE' | 'DELETE_REQUESTED';
}
