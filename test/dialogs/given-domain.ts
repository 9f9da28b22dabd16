// Two more cases on offer: an attack whose runbook allows half an hour, and a federation that is down, whose runbook allows any length.
import type { Library, PinnedRunbook } from '../../dialogs/decision.ts';
import { Digest } from '../../ledger/ids.ts';
import { parseRunbook } from '../../runbooks/parse.ts';
import { type Act, LIBRARY, type Who, does } from './given.ts';

const HEAD = (id: string, domain: string) => `
id: ${id}
title: The case ${id}
summary: For tests.
reviewed: 2026-11-01
sources:
  - name: Manage emergency access accounts
    date: 2026-10-01
domains: [${domain}]
before: []
`;

const ATTACK = `${HEAD('suspected-attack', 'suspected-attack')}
limits: { useMinutes: 30 }
steps:
  - id: hunt
    title: Look who came in
    body: Read the sign-in log.
    kind: do
    minutes: 5
  - id: tell
    title: Tell nobody in the room
    body: Use the telephone.
    kind: witness
    by: responder
    minutes: 2
after:
  - id: change-all
    title: Change what they have seen
    body: All of it.
    for: any
    owner: responder
    minutes: 2880
    evidence: text
`;

const FEDERATION = `${HEAD('federation-outage', 'federation')}
steps:
  - id: convert
    title: Convert the domain
    body: With the cloud-only account.
    kind: do
    minutes: 5
`;

function pinned(source: string, name: string): PinnedRunbook {
  const read = parseRunbook(source, name);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return { runbook: read.runbook, digest: Digest.parse(read.digest), source };
}

export const ATTACKED = pinned(ATTACK, 'suspected-attack.yaml');
export const FEDERATED = pinned(FEDERATION, 'federation-outage.yaml');
export const MORE_BOOKS: Library = {
  ...LIBRARY,
  offered: [...LIBRARY.offered, ATTACKED, FEDERATED],
  pinned: (digest) => [ATTACKED, FEDERATED].find((one) => one.digest === digest)?.runbook ?? LIBRARY.pinned(digest),
};
/** The two are on offer. */
export const moreBooks: Act = (night) => void (night.library = MORE_BOOKS);
/** Somebody says that it is something else, from a card as it is now. */
export const turnsOut =
  (who: Who, domain: string, saw = ''): Act =>
  (night) =>
    does(who, 'change-domain', { domain, saw, changed: night.open.course.domains.length })(night);
