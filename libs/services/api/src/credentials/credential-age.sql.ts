/** SQL of the time from which credentials age: when the provider made them, or they were stored. */
export function sinceOf(alias: string): string {
  return `least(${alias}.stored_at, ${alias}.issued_at)`;
}

/** SQL of the age of credentials in whole days. */
export function ageDays(alias: string): string {
  return `floor(extract(epoch FROM now() - ${sinceOf(alias)}) / 86400)::integer`;
}
