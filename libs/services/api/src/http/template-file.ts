import type { FastifyReply } from 'fastify';

/** How the templates of a trust begin, by media type. */
export const TRUST_TEMPLATE_EXAMPLES = {
  'application/json': '{"AWSTemplateFormatVersion":"2010-09-09","Resources":{"SkyledgerRole":{…}}}',
  'text/plain': 'resource "aws_iam_role" "skyledger" {…}',
} as const;

/** Says what kind of file the answer is, and what it is called when it is saved. */
export function describeTemplate(
  reply: FastifyReply,
  format: 'cloudformation' | 'terraform',
  name: string,
): void {
  const json = format === 'cloudformation';
  const file = `skyledger-${name}.${json ? 'json' : 'tf'}`;
  void reply.header('content-type', `${json ? 'application/json' : 'text/plain'}; charset=utf-8`);
  void reply.header('content-disposition', `attachment; filename="${file}"`);
}
