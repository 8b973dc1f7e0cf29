import { defineCheck } from '@skyledger/check-sdk';
import { coversPort, type FirewallRule } from '@skyledger/resource-model';
import { closedToInternet } from '../internet-exposure';

/** SQL Server, Oracle, MySQL, PostgreSQL, Redis, Elasticsearch, memcached, MongoDB. */
const DATABASE_PORTS = [1433, 1521, 3306, 5432, 6379, 9200, 11211, 27017];

export const firewallNoDatabasePortsFromInternet = defineCheck({
  id: 'firewall-no-database-ports-from-internet',
  title: 'Firewall does not let the Internet reach the ports of databases and caches',
  severity: 'high',
  appliesTo: 'firewall',
  risk: 'Databases and caches found open on the Internet are copied, wiped or held to ransom, often within hours.',
  remediation: {
    text: 'Allow the port only from the networks or groups of the applications that use the database.',
    aws: 'Name the security group of the application as the source of the rule instead of a network.',
  },
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'https://cheatsheetseries.owasp.org/cheatsheets/Database_Security_Cheat_Sheet.html',
  ],
  evaluate: (firewall) =>
    closedToInternet(
      firewall,
      DATABASE_PORTS.map((port) => (rule: FirewallRule) => coversPort(rule, 'tcp', port)),
    ),
});
