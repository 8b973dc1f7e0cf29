/**
 * An organisation of AWS, as its management account tells it. Read anew with each request: what a test
 * changes in the lists it gave is seen at once.
 */
export interface AwsOrganizationSpec {
  /** `o-` and letters and digits. */
  readonly id: string;
  /** `r-` and letters and digits. */
  readonly rootId: string;
  readonly units?: readonly AwsUnitSpec[];
  readonly accounts: readonly AwsMemberSpec[];
  /** Entries of a page, at most 20; default 20. */
  readonly pageSize?: number;
}

export interface AwsUnitSpec {
  readonly id: string;
  readonly name: string;
  /** Default: the root. */
  readonly parentId?: string;
}

export interface AwsMemberSpec {
  /** Twelve digits; what it holds is what an account of the estate with this id has. */
  readonly id: string;
  readonly name: string;
  /** Default: the root. */
  readonly parentId?: string;
  /** Default `ACTIVE`. */
  readonly state?: 'ACTIVE' | 'CLOSED' | 'PENDING_ACTIVATION' | 'PENDING_CLOSURE' | 'SUSPENDED';
}
