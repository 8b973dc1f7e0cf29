import { describeCheck } from '../../testing/check-cases';
import { aListener, aLoadBalancer } from '../../testing/ledger-resource.builder';
import { loadBalancerRedirectsPlainHttp } from './check';

const HTTP = { protocol: 'http', fromPort: 80, toPort: 80 };
const facingInternet = (
  ...listeners: Parameters<typeof aListener>[0][]
): ReturnType<typeof aLoadBalancer> =>
  aLoadBalancer({ internetFacing: true, listeners: listeners.map(aListener) });

describeCheck(loadBalancerRedirectsPlainHttp, {
  pass: {
    'HTTPS alone': facingInternet({}),
    'HTTP that is redirected': facingInternet({}, { ...HTTP, redirectsToHttps: true }),
    'nothing that is listened on': facingInternet(),
    'no protocol of the web': facingInternet({ protocol: 'tcp', fromPort: 80, toPort: 80 }),
    'HTTP inside a network': aLoadBalancer({
      internetFacing: false,
      listeners: [aListener({ ...HTTP, redirectsToHttps: false })],
    }),
  },
  fail: {
    'HTTP beside HTTPS': [
      facingInternet({}, { ...HTTP, redirectsToHttps: false }),
      'plain HTTP is served on port 80',
    ],
    'HTTP on several ports': [
      facingInternet(
        { ...HTTP, redirectsToHttps: false },
        { ...HTTP, fromPort: 8000, toPort: 8010, redirectsToHttps: false },
        { ...HTTP, fromPort: 81, toPort: 81, redirectsToHttps: true },
      ),
      'plain HTTP is served on ports 80, 8000-8010',
    ],
    'HTTP on every port': [
      facingInternet({ ...HTTP, fromPort: null, toPort: null, redirectsToHttps: false }),
      'plain HTTP is served on every port',
    ],
  },
  unknown: {
    'listeners that were not observed': [
      aLoadBalancer({ internetFacing: true }),
      'its listeners were not observed',
    ],
    'a place that was not observed': [
      aLoadBalancer({ listeners: [] }),
      'whether it faces the Internet was not observed',
    ],
    'a redirect that was not observed': [
      facingInternet(HTTP),
      'whether HTTP on port 80 is redirected was not observed',
    ],
    'a protocol that was not observed': [
      facingInternet({ protocol: null }),
      'the protocol on port 443 was not observed',
    ],
  },
});
