import { readError, readTokenError } from './read-error';

describe('readError', () => {
  it('prefers the reason of ErrorInfo, and names the API to be enabled', () => {
    const body = {
      error: {
        code: 403,
        message: 'Cloud SQL Admin API has not been used in project 42 before or it is disabled.',
        errors: [{ message: 'off', domain: 'usageLimits', reason: 'accessNotConfigured' }],
        status: 'PERMISSION_DENIED',
        details: [
          { '@type': 'type.googleapis.com/google.rpc.Help', links: [] },
          {
            '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
            reason: 'SERVICE_DISABLED',
            metadata: { consumer: 'projects/42', service: 'sqladmin.googleapis.com' },
          },
        ],
      },
    };
    expect(readError(body)).toEqual({
      code: 'SERVICE_DISABLED',
      message: expect.stringMatching(/^enable the API sqladmin\.googleapis\.com: Cloud SQL/),
    });
  });

  it('finds the API in the text of an older error', () => {
    const message =
      'Access Not Configured. Visit https://console.developers.google.com/apis/api/compute.googleapis.com/overview?project=42';
    const body = { error: { code: 403, message, errors: [{ reason: 'accessNotConfigured' }] } };
    expect(readError(body)).toEqual({
      code: 'accessNotConfigured',
      message: `enable the API compute.googleapis.com: ${message}`,
    });
  });

  it.each<[unknown, object]>([
    [
      { error: { message: 'Rate Limit Exceeded', errors: [{ reason: 'rateLimitExceeded' }] } },
      { code: 'rateLimitExceeded', message: 'Rate Limit Exceeded' },
    ],
    [
      { error: { message: 'no', status: 'PERMISSION_DENIED' } },
      { code: 'PERMISSION_DENIED', message: 'no' },
    ],
    [{ error: null }, { code: undefined, message: undefined }],
    [{ error: { errors: 'x', details: [null, 1] } }, { code: undefined, message: undefined }],
    [null, { code: undefined, message: undefined }],
    ['text', { code: undefined, message: undefined }],
  ])('reads %j', (body, detail) => {
    expect(readError(body)).toEqual(detail);
  });
});

describe('readTokenError', () => {
  it.each<[unknown, object]>([
    [
      { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' },
      { code: 'invalid_grant', message: 'Invalid JWT Signature.' },
    ],
    [{ error: 'invalid_client' }, { code: 'invalid_client', message: 'invalid_client' }],
    [
      { error: { message: 'denied', status: 'PERMISSION_DENIED' } },
      { code: 'PERMISSION_DENIED', message: 'denied' },
    ],
  ])('reads %j', (body, detail) => {
    expect(readTokenError(body)).toEqual(detail);
  });
});
