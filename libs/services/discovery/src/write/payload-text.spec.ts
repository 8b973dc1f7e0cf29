import { payloadText } from './payload-text';

const SECRETS = ['UserData', 'sts:ExternalId', 'a.b'];
const text = (raw: unknown): string => payloadText(raw, SECRETS);

describe('the text of a payload', () => {
  it.each([
    [{ id: 'i-1', UserData: 'canary' }],
    [{ list: [{ deep: { userdata: { value: 'canary' } } }] }],
    [{ Condition: { StringEquals: { 'sts:externalid': 'canary' } } }],
    [{ 'A.B': 'canary' }],
    [{ '\0': 1, USERDATA: 'canary' }],
  ])('has no secret: %j', (raw) => {
    expect(text(raw)).toContain('[redacted]');
    expect(text(raw)).not.toContain('canary');
  });

  it.each([
    [{ name: 'UserData', note: '"UserData":' }],
    [{ UserDataPresent: true, aXb: 1 }],
    [{ UserData: null }],
    [['UserData']],
    [null],
    [{ nothing: undefined }],
  ])('keeps what is none: %j', (raw) => {
    expect(text(raw)).toBe(JSON.stringify(raw));
  });

  it('holds what Postgres can', () => {
    expect(text({ name: 'a\0b', tag: '\ud800' })).toBe('{"name":"a\ufffdb","tag":"\ufffd"}');
  });
});
