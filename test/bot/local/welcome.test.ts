// What a new user reads on the terminal: whose address is whose, who is who, and the first thing to type.
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readConfig } from '../../../bot/config-file.ts';
import { welcome } from '../../../bot/local/welcome.ts';

const config = readConfig(join(import.meta.dirname, '../../../deploy/glassbreak.example.yaml'));
if (!config.ok) throw new Error('the example is broken');
const people = [...config.roster.people.values()];
const pages = people.flatMap(({ name, accounts: [account = ''] }, index) => [
  { person: { name, account, upn: '' }, url: `http://127.0.0.1:${index + 1}` },
]);

test('everybody stands there with address and roles, and the responder is where to begin', () => {
  const text = welcome({ pages, config, dataDirectory: '/data' });
  expect(text).toContain('  Rita Requester  http://127.0.0.1:1  responder\n');
  expect(text).toContain('  Ada Auditor     http://127.0.0.1:6  auditor, custodian\n');
  expect(text).toContain('What to do first: open http://127.0.0.1:1 (Rita Requester) and type: nobody can log in');
  expect(text).toContain('Pages that are still open from an earlier start must be reloaded.');
  expect(text).toContain('The ledger is kept in /data. Press Ctrl-C to stop.');
});

test('without a responder the first page is where to begin; somebody who is on no roster has no roles', () => {
  const stranger = { person: { name: 'Otto', account: 'nobody', upn: '' }, url: 'http://127.0.0.1:9' };
  expect(welcome({ pages: [stranger], config, dataDirectory: '/data' })).toContain('open http://127.0.0.1:9 (Otto)');
});
