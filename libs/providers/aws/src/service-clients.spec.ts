import { ServiceClientCache } from './service-clients';

const KEYS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 's' };

it.each([
  ['us-east-1', 'sts.us-east-1.amazonaws.com'],
  ['eu-central-1', 'sts.eu-central-1.amazonaws.com'],
  ['cn-north-1', 'sts.cn-north-1.amazonaws.com.cn'],
  ['us-gov-west-1', 'sts.us-gov-west-1.amazonaws.com'],
])('asks STS at the address of the region %s', async (region, host) => {
  const cache = new ServiceClientCache({ credentials: () => Promise.resolve(KEYS) });
  const { endpointProvider } = cache.of('sts', region).config;
  const { url } = endpointProvider({ Region: region, UseFIPS: false, UseDualStack: false });
  expect(url.host).toBe(host);
  cache.destroy();
});
