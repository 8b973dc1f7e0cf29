/** JSON that Postgres wrote, passed on as text: parsing it would cost time, and digits of long numbers. */
export type JsonText = string;

/** The object with further members, themselves JSON text, at its end. */
export function withMembers(object: JsonText, members: Record<string, JsonText>): JsonText {
  const written = Object.entries(members).map(([name, text]) => `${JSON.stringify(name)}:${text}`);
  const open = object.trimEnd().slice(0, -1).trimEnd();
  const separator = open.endsWith('{') || written.length === 0 ? '' : ',';
  return `${open}${separator}${written.join(',')}}`;
}
