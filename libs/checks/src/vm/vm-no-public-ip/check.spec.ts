import { describeCheck } from '../../testing/check-cases';
import { aVm } from '../../testing/ledger-resource.builder';
import { vmNoPublicIp } from './check';

describeCheck(vmNoPublicIp, {
  pass: { 'private addresses only': aVm({}, { privateIps: ['10.0.0.5'], isPublic: false }) },
  fail: {
    'a public address': [
      aVm({}, { publicIps: ['203.0.113.7'], isPublic: true }),
      'has the public address 203.0.113.7',
    ],
    'two public addresses': [
      aVm({}, { publicIps: ['203.0.113.7', '2001:db8::7'] }),
      'has the public address 203.0.113.7, 2001:db8::7',
    ],
    'public in another way': [aVm({}, { isPublic: true }), 'can be addressed from the Internet'],
  },
  unknown: { 'nothing observed': [aVm(), 'public addresses were not observed'] },
});
