import { describeCheck } from '../../testing/check-cases';
import { aListener, aLoadBalancer } from '../../testing/ledger-resource.builder';
import { loadBalancerModernTls } from './check';

const listening = (
  ...listeners: Parameters<typeof aListener>[0][]
): ReturnType<typeof aLoadBalancer> => aLoadBalancer({ listeners: listeners.map(aListener) });

describeCheck(loadBalancerModernTls, {
  pass: {
    'from 1.2 on': listening({ minimumTlsVersion: '1.2' }),
    'from 1.3 on, and HTTP': listening(
      { protocol: 'tls', minimumTlsVersion: '1.3' },
      { protocol: 'http' },
    ),
    'nothing encrypted': listening({ protocol: 'tcp' }),
    'nothing at all': listening(),
  },
  fail: {
    'from 1.0 on': [listening({ minimumTlsVersion: '1.0' }), 'TLS 1.0 is accepted on port 443'],
    'one of two': [
      listening(
        { minimumTlsVersion: '1.2' },
        { protocol: 'tls', fromPort: 993, toPort: 993, minimumTlsVersion: '1.1' },
      ),
      'TLS 1.1 is accepted on port 993',
    ],
    'two versions': [
      listening(
        { minimumTlsVersion: '1.0' },
        { fromPort: 8443, toPort: 8443, minimumTlsVersion: 'SSLv3' },
      ),
      'SSLv3 and TLS 1.0 is accepted on ports 443, 8443',
    ],
  },
  unknown: {
    'listeners that were not observed': [aLoadBalancer(), 'its listeners were not observed'],
    'a version that was not observed': [
      listening({ minimumTlsVersion: '1.2' }, { fromPort: 8443, toPort: 8443 }),
      'the least version of TLS on port 8443 is not known',
    ],
    'a word that nobody knows': [
      listening({ minimumTlsVersion: 'TLSv2-draft' }),
      'the least version of TLS on port 443 is not known',
    ],
    'a protocol that was not observed': [
      listening({ protocol: null }),
      'the protocol on port 443 was not observed',
    ],
  },
});
