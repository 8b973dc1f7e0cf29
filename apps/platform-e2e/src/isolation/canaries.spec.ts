import { canariesIn } from './canaries';

it('finds a secret in every form it may have', () => {
  const secret = 'CANARY/aws+secret/access=key0123456789ab';
  const canaries = new Map([
    ['the secret', secret],
    ['another', 'CANARY/that+is/nowhere=0123456789'],
  ]);
  const padded = `user:${secret}:more`;
  for (const text of [
    padded,
    encodeURIComponent(padded),
    JSON.stringify({ padded }),
    Buffer.from(padded).toString('base64'),
    Buffer.from(` ${padded}`).toString('base64'),
    Buffer.from(`  ${padded}`).toString('base64url'),
    Buffer.from(padded).toString('hex'),
  ]) {
    expect(canariesIn(text, canaries)).toEqual(['the secret']);
  }
});
