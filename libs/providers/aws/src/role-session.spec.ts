import { RoleSession, type SigningKeys } from './role-session';

function keysFor(minutes: number, accessKeyId = 'ASIA1'): SigningKeys {
  const expiration = new Date(Date.now() + minutes * 60_000);
  return { accessKeyId, secretAccessKey: 's', sessionToken: 't', expiration };
}

describe('RoleSession', () => {
  it('assumes the role once for all requests that wait for it', async () => {
    const assume = jest.fn(async () => keysFor(60));
    const session = new RoleSession(assume);
    await Promise.all([session.renewIfNeeded(), session.renewIfNeeded()]);
    await session.renewIfNeeded();
    expect(assume).toHaveBeenCalledTimes(1);
    expect(session.current().accessKeyId).toBe('ASIA1');
  });

  it('assumes it anew when less than five minutes are left', async () => {
    const assume = jest
      .fn<Promise<SigningKeys>, []>()
      .mockResolvedValueOnce(keysFor(4.9, 'ASIA1'))
      .mockResolvedValueOnce(keysFor(5.1, 'ASIA2'));
    const session = new RoleSession(assume);
    await session.renewIfNeeded();
    await session.renewIfNeeded();
    await session.renewIfNeeded();
    expect(assume).toHaveBeenCalledTimes(2);
    expect(session.current().accessKeyId).toBe('ASIA2');
  });

  it('tries again after a refusal', async () => {
    const assume = jest
      .fn<Promise<SigningKeys>, []>()
      .mockRejectedValueOnce(new Error('refused'))
      .mockResolvedValueOnce(keysFor(60));
    const session = new RoleSession(assume);
    await expect(session.renewIfNeeded()).rejects.toThrow('refused');
    expect(() => session.current()).toThrow();
    await session.renewIfNeeded();
    expect(session.current().accessKeyId).toBe('ASIA1');
  });
});
