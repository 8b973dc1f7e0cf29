import { withoutSecrets } from './without-secrets';

it.each<[string, unknown, string]>([
  ['the token abcdef123 is wrong', { api_token: 'abcdef123' }, 'the token [redacted] is wrong'],
  ['abcdef and ghijkl', { keys: ['abcdef', { deep: 'ghijkl' }] }, '[redacted] and [redacted]'],
  ['reader-and-more fails', { user: 'reader', secret: 'reader-and-more' }, '[redacted] fails'],
  ['port 443 is closed', { port: '443' }, 'port 443 is closed'],
  ['nothing to hide', null, 'nothing to hide'],
  ['a.c+d is text, no pattern: abcccd', { key: 'a.c+d*x' }, 'a.c+d is text, no pattern: abcccd'],
])('%s', (text, credentials, clean) => {
  expect(withoutSecrets(text, credentials)).toBe(clean);
});
