/** One type of one table of Resource Graph. */
export interface GraphQuery {
  readonly table: string;
  readonly type: string;
}

/**
 * Asks for resources by their ids. Ordered by what is unique, and with the id among the columns: pages
 * repeat and lose rows without the one, and there are none without the other.
 * Source: https://learn.microsoft.com/azure/governance/resource-graph/concepts/paging-results
 */
export function queryText({ table, type }: GraphQuery, ids: readonly string[]): string {
  return [
    table,
    `where type =~ ${quoted(type)}`,
    `where id in~ (${ids.map(quoted).join(', ')})`,
    'project id, name, type, location, properties',
    'order by id asc',
  ].join(' | ');
}

/** https://learn.microsoft.com/kusto/query/scalar-data-types/string#string-literals */
function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
