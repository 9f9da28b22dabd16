import { describe, expect, test } from '@jest/globals';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { postUseSchema, runbookSchema } from '../../runbooks/schema.ts';

const published = [
  { name: 'runbook.schema.json', text: runbookSchema(), files: ['conditional-access-lockout.yaml', 'emergency-drill.yaml'] },
  { name: 'post-use.schema.json', text: postUseSchema(), files: ['post-use.yaml'] },
];
const at = (name: string) => new URL(`../../runbooks/${name}`, import.meta.url);

describe.each(published)('$name', ({ name, text, files }) => {
  if (process.env['UPDATE_SCHEMA'] === '1') writeFileSync(at(name), text);
  const validator = () => {
    const ajv = new Ajv2020.default({ allErrors: true, allowUnionTypes: true });
    addFormats.default(ajv);
    return ajv.compile(JSON.parse(text) as object);
  };

  test('is the one that the code makes (to renew it: UPDATE_SCHEMA=1 npm test -- test/runbooks/schema.test.ts)', () => {
    const made = JSON.parse(text) as Record<string, unknown>;
    expect(JSON.parse(readFileSync(at(name), 'utf8'))).toEqual(made);
    expect(made['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
  });

  test.each(files)('accepts %s, which names it in its first line', (file) => {
    const source = readFileSync(at(file), 'utf8');
    expect(source.split('\n')[0]).toBe(`# yaml-language-server: $schema=./${name}`);
    const validate = validator();
    expect([validate(parse(source)), validate.errors]).toEqual([true, null]);
  });

  test.each(files)('refuses %s with an unknown key, a missing one and a wrong word', (file) => {
    const source = readFileSync(at(file), 'utf8');
    const validate = validator();
    for (const wrong of [
      `${source}\nwombat: 1\n`,
      source.replace(/^ {4}title:/m, '    heading:'),
      source.replace(/evidence: text/, 'evidence: smoke'),
    ]) {
      expect(validate(parse(wrong))).toBe(false);
    }
  });
});
