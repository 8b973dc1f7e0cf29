import { signS3Request } from './s3-signature';

/** The key, time and result of the example "GET Bucket Lifecycle" in the documentation of AWS. */
const KEY = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

describe('signS3Request', () => {
  it('signs as the documented example does', () => {
    const url = new URL('https://examplebucket.s3.amazonaws.com/?lifecycle');
    const headers = signS3Request(url, 'us-east-1', KEY, new Date('2013-05-24T00:00:00Z'));
    expect(headers['x-amz-date']).toBe('20130524T000000Z');
    expect(headers['x-amz-content-sha256']).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(headers['authorization']).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
    );
  });

  it('leaves the host to whoever sends', () => {
    const url = new URL('https://nyc3.digitaloceanspaces.com/');
    expect(signS3Request(url, 'nyc3', KEY, new Date())).not.toHaveProperty('host');
  });
});
