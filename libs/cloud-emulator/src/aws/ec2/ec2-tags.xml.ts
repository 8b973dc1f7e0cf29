import type { Tag } from '../../estate/names';
import { escapeXml } from '../xml';

/** The `tagSet` of every EC2 resource; untagged resources have none. */
export function tagSet(tags: readonly Tag[]): string {
  if (tags.length === 0) return '';
  let items = '';
  for (const [key, value] of tags) {
    items += `<item><key>${escapeXml(key)}</key><value>${escapeXml(value)}</value></item>`;
  }
  return `<tagSet>${items}</tagSet>`;
}
