// The shipped example configuration, with a room.
import { join } from 'node:path';
import type { Config } from '../../bot/config.ts';
import { readConfig } from '../../bot/config-file.ts';
import { ROOM } from './world.ts';

export function exampleConfig(): Config {
  const config = readConfig(join(import.meta.dirname, '../../deploy/glassbreak.example.yaml'));
  if (!config.ok) throw new Error(JSON.stringify(config));
  return { ...config, room: { ...config.room, conversation: ROOM } };
}
