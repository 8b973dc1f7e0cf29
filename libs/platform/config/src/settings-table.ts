import type { Setting } from './setting';
import { endpointSetting, settings } from './settings';

/** The settings as a markdown table, for the README and the documentation. */
export function settingsTable(): string {
  const rows = [...Object.values<Setting>(settings), endpointSetting('<provider>')].map(
    (setting) => [
      `\`${setting.env}\``,
      defaultOf(setting),
      `${setting.description}${setting.secret ? ' Secret.' : ''}`,
      setting.schema.description ?? '',
      `${setting.services.join(', ')}${setting.forms === 'both' ? '' : ` (${setting.forms} only)`}`,
    ],
  );
  const header = ['Setting', 'Default', 'Meaning', 'Value', 'Read by'];
  return [header, header.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`)
    .join('');
}

function defaultOf({ default: value, otherwise }: Setting): string {
  if (value === null) return otherwise ?? '';
  if (typeof value === 'string') return `\`${value}\``;
  return `\`${value.embedded}\` embedded, \`${value.distributed}\` distributed`;
}
