import { readTokenClaims } from './token-claims';

const jwt = (claims: string): string =>
  `e30.${Buffer.from(claims).toString('base64url')}.signature`;

describe('readTokenClaims', () => {
  it('reads the contract and the end', () => {
    const token = jwt(
      '{"iat":1735689600,"exp":1767225600,"identity":{"contractNumber":31884391,"role":"user"}}',
    );
    expect(readTokenClaims(token)).toEqual({
      contractNumber: '31884391',
      issuedAt: Date.parse('2025-01-01T00:00:00Z'),
      expiresAt: Date.parse('2026-01-01T00:00:00Z'),
    });
  });

  it('keeps every digit of a number', () => {
    const token = jwt('{"identity":{"contractNumber":9007199254740993}}');
    expect(readTokenClaims(token).contractNumber).toBe('9007199254740993');
  });

  it.each([
    '',
    'opaque',
    'a.b',
    'a.b.c',
    'a.!!.c',
    jwt('null'),
    jwt('{"exp":9007199254740991}'),
    jwt('{"identity":[],"exp":"x"}'),
  ])('reads nothing of %p', (token) => {
    expect(readTokenClaims(token)).toEqual({
      contractNumber: null,
      issuedAt: null,
      expiresAt: null,
    });
  });
});
