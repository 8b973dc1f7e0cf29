import { describeCheck } from '../../testing/check-cases';
import { aDatabase } from '../../testing/ledger-resource.builder';
import { databaseNotPublic } from './check';

describeCheck(databaseNotPublic, {
  pass: { private: aDatabase({ publiclyAccessible: false }) },
  fail: {
    public: [aDatabase({ publiclyAccessible: true }), 'is publicly accessible'],
    'public, with its endpoint': [
      aDatabase({ publiclyAccessible: true, endpoint: 'db.example.com', port: 5432 }),
      'is publicly accessible at db.example.com:5432',
    ],
    'public, port not observed': [
      aDatabase({ publiclyAccessible: true, endpoint: 'db.example.com' }),
      'is publicly accessible at db.example.com',
    ],
  },
  unknown: { 'not observed': [aDatabase(), 'public access was not observed'] },
});
