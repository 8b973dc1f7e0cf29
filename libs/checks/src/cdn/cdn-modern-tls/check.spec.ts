import { describeCheck } from '../../testing/check-cases';
import { aCdn } from '../../testing/ledger-resource.builder';
import { cdnModernTls } from './check';

describeCheck(cdnModernTls, {
  pass: {
    'from 1.2 on': aCdn({ minimumTlsVersion: '1.2' }),
    'from 1.3 on': aCdn({ minimumTlsVersion: '1.3' }),
  },
  fail: {
    'from 1.0 on': [aCdn({ minimumTlsVersion: '1.0' }), 'TLS 1.0 is accepted'],
    'from 1.1 on': [aCdn({ minimumTlsVersion: '1.1' }), 'TLS 1.1 is accepted'],
    'from before TLS on': [aCdn({ minimumTlsVersion: 'SSLv3' }), 'SSLv3 is accepted'],
  },
  unknown: {
    'not observed': [aCdn(), 'the least version of TLS was not observed'],
    'a word that nobody knows': [
      aCdn({ minimumTlsVersion: 'TLSv2-draft' }),
      'the version TLSv2-draft is not known',
    ],
  },
});
