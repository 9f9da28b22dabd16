// The shipped example configuration, with a room, and with so many responders that the bench can ask again and again: each may three times an hour.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, parseConfig, sayProblems } from '../../bot/config.ts';
import { ROOM } from './world.ts';

const MORE = 60;

function responder(nth: number): string {
  const end = String(nth).padStart(4, '0');
  const lines = [
    `key: B${end}`,
    `name: Responder ${end}`,
    `accounts: [bbbbbbbb-0000-4000-8000-00000000${end}]`,
    'roles: [responder]',
    `phone: +49 30 556 ${end}`,
  ];
  return `\n  - ${lines.join('\n    ')}`;
}

export function exampleConfig(): Config {
  const example = readFileSync(join(import.meta.dirname, '../../deploy/glassbreak.example.yaml'), 'utf8');
  const peopled = example.replace(
    '\n# Emergency accounts',
    `${Array.from({ length: MORE }, (_, nth) => responder(nth)).join('')}\n\n# Emergency accounts`,
  );
  const config = parseConfig(peopled, 'bench.yaml');
  if (!config.ok) throw new Error(sayProblems(config).join('\n'));
  return { ...config, room: { ...config.room, conversation: ROOM } };
}
