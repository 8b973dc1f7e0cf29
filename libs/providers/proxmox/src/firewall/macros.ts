/** Traffic that a name stands for: a protocol, and ports as rules write them. */
export interface NamedTraffic {
  readonly protocol: string;
  readonly ports: string | null;
}

/** `tcp 80 443` and the like: a protocol and its ports, several of these separated by semicolons. */
const TRAFFIC: Readonly<Record<string, string>> = {
  amanda: 'tcp 10080; udp 10080',
  auth: 'tcp 113',
  bgp: 'tcp 179',
  ceph: 'tcp 3300,6789,6800:7300',
  citrix: 'tcp 1494,2598; udp 1604',
  cvs: 'tcp 2401',
  dhcpfwd: 'udp 67:68',
  dhcpv6: 'udp 546:547',
  distcc: 'tcp 3632',
  dns: 'tcp 53; udp 53',
  finger: 'tcp 79',
  ftp: 'tcp 21',
  git: 'tcp 9418',
  gre: 'gre',
  http: 'tcp 80',
  'http/3': 'udp 443',
  https: 'tcp 443',
  imap: 'tcp 143',
  imaps: 'tcp 993',
  ipsec: 'udp 500; esp',
  ipsecah: 'udp 500; ah',
  ipsecnat: 'udp 500,4500; esp',
  irc: 'tcp 6667',
  jetdirect: 'tcp 9100',
  l2tp: 'udp 1701',
  ldap: 'tcp 389',
  ldaps: 'tcp 636',
  mail: 'tcp 25,465,587',
  mdns: 'udp 5353',
  mssql: 'tcp 1433',
  munin: 'tcp 4949',
  mysql: 'tcp 3306',
  nntp: 'tcp 119',
  nntps: 'tcp 563',
  ntp: 'udp 123',
  openvpn: 'udp 1194',
  ospf: 'ospf',
  ping: 'icmp',
  pmg: 'tcp 8006',
  pop3: 'tcp 110',
  pop3s: 'tcp 995',
  postgresql: 'tcp 5432',
  pptp: 'tcp 1723; gre',
  printer: 'tcp 515',
  rdp: 'tcp 3389',
  rip: 'udp 520',
  rsync: 'tcp 873',
  smb: 'tcp 135,139,445; udp 135,137:139,445',
  smtp: 'tcp 25',
  smtps: 'tcp 465',
  snmp: 'tcp 161; udp 161:162',
  spiceproxy: 'tcp 3128',
  squid: 'tcp 3128',
  ssh: 'tcp 22',
  submission: 'tcp 587',
  svn: 'tcp 3690',
  syslog: 'tcp 514; udp 514',
  telnet: 'tcp 23',
  telnets: 'tcp 992',
  tftp: 'udp 69',
  time: 'tcp 37',
  trcrt: 'udp 33434:33524; icmp',
  vnc: 'tcp 5900:5999',
  vncl: 'tcp 5500',
  web: 'tcp 80,443',
  webcache: 'tcp 8080',
  webmin: 'tcp 10000',
  whois: 'tcp 43',
  zerotier: 'udp 9993',
};

/** Names of ports, as the services file of every system has them. */
const PORTS: Readonly<Record<string, number>> = {
  domain: 53,
  ftp: 21,
  http: 80,
  https: 443,
  imap2: 143,
  imaps: 993,
  ldap: 389,
  ldaps: 636,
  'ms-sql-s': 1433,
  'ms-wbt-server': 3389,
  mysql: 3306,
  ntp: 123,
  pop3: 110,
  pop3s: 995,
  postgresql: 5432,
  smtp: 25,
  snmp: 161,
  ssh: 22,
  submission: 587,
  telnet: 23,
};

/**
 * What a macro of a rule stands for; the API tells their names only. One that is not known here
 * stands for a protocol of its own name: it opens something, and nobody can say what.
 */
export function trafficOfMacro(macro: string): NamedTraffic[] {
  const name = macro.toLowerCase();
  const known = Object.hasOwn(TRAFFIC, name) ? TRAFFIC[name] : undefined;
  if (known === undefined) return [{ protocol: `macro:${name}`, ports: null }];
  return known.split('; ').map((part) => {
    const [protocol = 'all', ports = null] = part.split(' ');
    return { protocol, ports };
  });
}

/** The number of a port that is written as a name. */
export function portOfName(name: string): number | null {
  return Object.hasOwn(PORTS, name) ? (PORTS[name] ?? null) : null;
}
