// What the terminal says when local mode is ready: everybody's address, and what to do first.
import type { Config } from '../config.ts';
import type { Page } from './playground.ts';

export interface Welcome {
  readonly pages: readonly Pick<Page, 'person' | 'url'>[];
  readonly config: Config;
  readonly dataDirectory: string;
}

/** A text of several lines, for people who have never seen the product. */
export function welcome({ pages, config, dataDirectory }: Welcome): string {
  const people = [...config.roster.people.values()];
  const roles = (account: string) => people.find((person) => person.accounts.some((one) => one === account))?.roles ?? [];
  const width = Math.max(...pages.map(({ person }) => person.name.length));
  const lines = pages.map(({ person, url }) => `  ${person.name.padEnd(width)}  ${url}  ${roles(person.account).join(', ')}`);
  const first = pages.find(({ person }) => roles(person.account).includes('responder')) ?? pages[0];
  return [
    '',
    'Ready. Everybody has an address of their own; open each in a browser tab:',
    '',
    ...lines,
    '',
    `What to do first: open ${first?.url ?? ''} (${first?.person.name ?? ''}) and type: nobody can log in`,
    'Then choose what is broken and ask for an account. The others find their cards in their own “Personal Chat”;',
    `“${config.room.name}” is the room that everybody watches.`,
    'Pages that are still open from an earlier start must be reloaded.',
    `The ledger is kept in ${dataDirectory}. Press Ctrl-C to stop.`,
    '',
  ].join('\n');
}
