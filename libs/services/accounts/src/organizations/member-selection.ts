import type { MemberPattern, MemberSelection } from '@skyledger/contracts';
import type { OrganizationMember } from '@skyledger/provider-sdk';

type Named = Pick<OrganizationMember, 'nativeAccountId' | 'name' | 'path'>;

/** Whether the member is to be discovered. What is excluded is out, whatever includes it. */
export function isSelected({ include, exclude }: MemberSelection, member: Named): boolean {
  const fits = (pattern: MemberPattern): boolean => doesFit(pattern, member);
  return (include.length === 0 || include.some(fits)) && !exclude.some(fits);
}

function doesFit({ field, pattern }: MemberPattern, member: Named): boolean {
  const parts = pattern.toLowerCase().split('*');
  return textsOf(field, member).some((text) => isMadeOf(parts, text.toLowerCase()));
}

/** Whether the text is the parts in their order, with anything between them. Takes no longer for many. */
function isMadeOf(parts: readonly string[], text: string): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

function textsOf(field: MemberPattern['field'], { nativeAccountId, name, path }: Named): string[] {
  switch (field) {
    case 'id':
      return [nativeAccountId];
    case 'name':
      return [name];
    case 'path':
      return path.flatMap((part) => (part.name === null ? [part.id] : [part.id, part.name]));
  }
}
