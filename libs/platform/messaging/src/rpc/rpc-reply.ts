import { Logger } from '@nestjs/common';
import { ProblemError, problemSchema, type RpcContract } from '@skyledger/contracts';
import { withSpan, withTraceContext } from '@skyledger/telemetry';
import { z } from 'zod';
import { errorText, RpcFailed } from '../errors';
import type { RequestBinding } from '../handlers/bindings';

const logger = new Logger('Messaging');

const replySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('value'), value: z.unknown() }),
  z.object({ kind: z.literal('problem'), problem: problemSchema }),
  z.object({ kind: z.literal('failed') }),
]);
type Reply = z.infer<typeof replySchema>;

/** What the caller's side of a contract says. */
export type ResponseContract<Response> = Pick<
  RpcContract<unknown, Response>,
  'name' | 'deadlineMs' | 'response'
>;

/** A request as it arrived. */
export interface IncomingRequest {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Runs the responder and gives the text of its reply. Never rejects. */
export async function answerRequest(
  binding: RequestBinding,
  request: IncomingRequest,
  environment: { readonly system: string; readonly signal: AbortSignal },
): Promise<string> {
  const attributes = {
    'messaging.system': environment.system,
    'messaging.operation.type': 'process',
    'messaging.operation.name': 'process',
    'messaging.destination.name': binding.queue,
  };
  const work = async (): Promise<unknown> => {
    const payload = binding.contract.request.parse(JSON.parse(request.body));
    return binding.handle(payload, { signal: environment.signal });
  };
  const reply = await withTraceContext(request.headers, () =>
    withSpan(`process ${binding.queue}`, attributes, work, 'server').then(
      (value): Reply => ({ kind: 'value', value }),
      (error: unknown) => failure(binding, error),
    ),
  );
  return JSON.stringify(reply);
}

/**
 * The response within a reply.
 * @throws ProblemError as the responder threw it
 * @throws RpcFailed
 */
export function readReply<Response>(contract: ResponseContract<Response>, body: string): Response {
  const reply = replySchema.parse(JSON.parse(body));
  if (reply.kind === 'problem') throw new ProblemError(reply.problem);
  if (reply.kind === 'failed') throw new RpcFailed(contract.name, 'the responder had an error');
  const response = contract.response.safeParse(reply.value);
  if (!response.success) throw new RpcFailed(contract.name, 'the response breaks the contract');
  return response.data;
}

function failure(binding: RequestBinding, error: unknown): Reply {
  if (error instanceof ProblemError) return { kind: 'problem', problem: error.problem };
  logger.error(`${binding.queue} failed: ${errorText(error)}`, (error as Error).stack);
  return { kind: 'failed' };
}
