export * from './attributes';
export * from './discovered-resource';
export * from './firewall-rule';
export * from './resource-type';
