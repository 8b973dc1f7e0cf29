import type { EmulatedItem } from '../../estate/collection';
import type { AwsCall } from '../aws-call';
import { AwsError } from '../aws-errors';
import { isDenied } from '../identities';
import { memberList } from '../query-document';
import { escapeXml } from '../xml';

/** What the actions of IAM's read-only policies are called. */
const READING = /^[\w-]+:(BatchGet|Describe|Get|List|Lookup)/;
const MOST_ACTIONS = 100;

/** An action, and what the policies of a user or role say to it. */
export interface Decision extends EmulatedItem {
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny';
}

/** What becomes of each action that is asked for, in the order of the question. */
export function decisions(call: AwsCall): readonly Decision[] {
  const source = call.params.get('PolicySourceArn') ?? '';
  const rights = call.identities.rightsOf(source);
  if (source.split(':')[4] !== call.principal.accountId || !rights) {
    throw new AwsError(404, 'NoSuchEntity', `The entity ${escapeXml(source)} cannot be found.`);
  }
  const actions = memberList(call, 'ActionNames');
  if (actions.length === 0 || actions.length > MOST_ACTIONS) {
    throw new AwsError(400, 'ValidationError', `${actions.length} actions are no simulation`);
  }
  const { deniedActions, writeActions } = rights;
  return actions.map((action) => {
    const decision = isDenied(deniedActions, action, call.region)
      ? 'explicitDeny'
      : READING.test(action) || writeActions.includes(action)
        ? 'allowed'
        : 'implicitDeny';
    return { id: action, name: action, region: null, decision };
  });
}

export function evaluationResult({ name, decision }: Decision): string {
  return (
    `<member><EvalActionName>${escapeXml(name)}</EvalActionName><EvalResourceName>*</EvalResourceName>` +
    `<EvalDecision>${decision}</EvalDecision><MatchedStatements/><MissingContextValues/></member>`
  );
}
