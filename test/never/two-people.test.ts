// Fewer than two people, or the one who asks or operates among them: each door by which that could come in, tried through the wire.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readable } from '../../cards/plain.ts';
import { parseConfig } from '../../bot/config.ts';
import type { Seat } from '../../bot/local/seat.ts';
import { aaron, FILING, rita } from '../dialogs/given.ts';
import { House } from '../dialogs/spine.ts';
import { approve, ask, numberFor, press, told, wrong } from '../stories/acts.ts';
import { World, worldConfig } from '../world.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const facts = async () => (await world.facts()).filter((type) => type !== 'Refused');
const ASKED = ['Requested'];
const ONE_VOTE = ['Requested', 'VoteCast'];

/** The press that this approver's card would send for a request, with a number. */
function vote(seat: Seat, number: string, more: Readonly<Record<string, unknown>> = {}) {
  const text = JSON.stringify(seat.card('approval').card);
  const request = /"request":"([0-9a-f]{64})"/.exec(text)?.[1];
  return { verb: 'approve', data: { card: 'approval', activation: 'BG-2026-0001', request, attempt: 0, number, ...more } };
}

/** The file as it is, changed; the product looks at it. */
async function saved(change: (yaml: string) => string): Promise<void> {
  world.file = change(world.config.source);
  await world.house.reread();
  await world.settle();
}

const roles = (yaml: string, end: string, list: string) =>
  yaml.replace(new RegExp(`roles: \\[[a-z, ]+\\](?=\n    phone: .* 01${end}\n)`), `roles: [${list}]`);

describe('What must never happen: an approval by fewer than two distinct approvers, or with the requester or operator among them', () => {
  test('by the requester, who is an approver, too', async () => {
    await world.close();
    world = await World.open(worldConfig((yaml) => roles(yaml, '01', 'responder, approver')));
    await ask(world);
    await approve(world, world.aaron);
    const number = numberFor(world.bea, world.rita);
    expect(told(await world.rita.invoke(vote(world.bea, number)))).toContain('You asked');
    expect(await facts()).toEqual(ONE_VOTE);
  });

  test('by the operator whom somebody else named', async () => {
    await world.close();
    world = await World.open(worldConfig((yaml) => roles(yaml, '02', 'responder, approver')));
    await ask(world, { typed: { operator: 'E1002' } });
    await approve(world, world.bea);
    const answered = await world.aaron.invoke(vote(world.cleo, numberFor(world.cleo, world.rita)));
    expect(told(answered)).toContain('You would operate the account');
    expect(await facts()).toEqual(ONE_VOTE);
  });

  test('by any order: a vote that was taken back counts neither before nor after another one', async () => {
    await ask(world);
    await approve(world, world.bea);
    await press(world, world.bea, [{ on: 'vote', verb: 'disown' }]);
    await approve(world, world.aaron);
    expect(await facts()).toEqual([...ONE_VOTE, 'VoteVoided', 'VoteCast']);
    expect(world.room()).toContain('1 of 2');
  });

  test('by a race: one person with two accounts at two processes in the same millisecond is one vote', async () => {
    const house = new House();
    const { activation } = await house.does(rita, FILING);
    const [daily, admin] = aaron.accounts.map((account) => ({ person: aaron, account }));
    if (activation === null || daily === undefined || admin === undefined) throw new Error('nothing was filed');
    const command = house.command(aaron, { verb: 'approve' }, activation);
    const [one, two] = [house.another(), house.another()];
    const turn = (spine: typeof one, who: typeof daily) => house.turn(command, { kind: 'person', ...who, assurance: 'channel' }, spine);
    const turns = await Promise.all([turn(one, daily), turn(two, admin), turn(one, admin), turn(two, daily)]);
    expect(turns.map(({ kind }) => kind).sort()).toEqual(['already', 'already', 'already', 'happened']);
    expect(await house.facts()).toEqual(ONE_VOTE);
  });

  test('by a replay: the same vote sent again ten times stays one vote', async () => {
    await ask(world);
    await approve(world, world.aaron);
    for (let count = 0; count < 10; count += 1) await world.aaron.again();
    expect(await facts()).toEqual(ONE_VOTE);
  });

  test('by a crash: a vote that never reached the disk is none, whether the product was started anew or not', async () => {
    await ask(world);
    world.seams.append = () => {
      throw new Error('the disk is full');
    };
    const [one, two] = [numberFor(world.aaron, world.rita), numberFor(world.cleo, world.rita)];
    expect(told(await press(world, world.aaron, [{ on: 'approval', verb: 'approve' }, { number: one }]))).toContain('FAULT');
    await world.restart();
    expect(told(await press(world, world.cleo, [{ on: 'approval', verb: 'approve' }, { number: two }]))).toContain('FAULT');
    world.seams.append = () => undefined;
    await approve(world, world.bea);
    expect(await facts()).toEqual(ONE_VOTE);
    await world.restart();
    expect(told(await press(world, world.bea, [{ on: 'vote', verb: 'disown' }]))).toContain('VOTE TAKEN BACK');
  });

  test('by a configuration: one that leaves a single approver, or names another quorum, never comes into force', async () => {
    const alone = (yaml: string) => ['03', '07', '08', '10'].reduce((all, end) => roles(all, end, 'watch'), yaml);
    const lower = (yaml: string) => yaml.replace('limits: # minutes', 'limits:\n  approvals: 1');
    for (const change of [alone, lower]) {
      expect(parseConfig(change(world.config.source), 'world.yaml').ok).toBe(false);
      await saved(change);
    }
    expect(await facts()).toEqual([]);
    await ask(world);
    await approve(world, world.aaron);
    expect(await facts()).toEqual(ONE_VOTE);
  });

  test('by a change of the roster: whoever was made an approver into a running request has no vote, and who lost the role loses theirs', async () => {
    await ask(world);
    await approve(world, world.aaron);
    await saved((yaml) => roles(yaml, '09', 'responder, approver'));
    const number = numberFor(world.bea, world.rita);
    expect(told(await world.hugo.invoke(vote(world.bea, number)))).toContain('YOU CANNOT VOTE YET');
    await saved((yaml) => roles(yaml, '02', 'watch'));
    await approve(world, world.bea);
    expect(await facts()).not.toContain('QuorumReached');
    expect(world.room()).toContain('1 of 2');
  });

  test('by a renamed or a duplicated person: a name votes for nobody, and no two entries share one', async () => {
    await ask(world);
    const renamed = world.seat({ account: 'aaaaaaaa-0000-4000-8000-000000000009', name: 'Aaron Approver' });
    const stolen = vote(world.aaron, numberFor(world.aaron, world.rita));
    expect(told(await renamed.invoke(stolen))).toContain('Your role on the roster does not do this');
    expect(told(await world.otto.invoke(stolen))).toContain('You are not on the roster');
    await saved((yaml) => yaml.replace('name: Hugo Responder', 'name: "APPROVER,  aaron"'));
    expect(world.room()).toContain('has the same name');
    expect(await facts()).toEqual(ASKED);
  });

  test('by a second account: neither while it is joined to the person, nor after the roster made it somebody else’s', async () => {
    await ask(world);
    await approve(world, world.bea);
    expect(told(await world.beaAdmin.invoke(vote(world.aaron, '00')))).toContain('recorded before');
    await saved((yaml) =>
      yaml
        .replace(', aaaaaaaa-0000-4000-8000-000000000033', '')
        .replace(
          '\n\n# Emergency accounts',
          '\n  - key: E1033\n    name: Berta Other\n    accounts: [aaaaaaaa-0000-4000-8000-000000000033]\n    roles: [approver]\n    phone: +49 30 555 0133\n\n# Emergency accounts',
        ),
    );
    const split = { name: 'Berta Other' } as const;
    const line = readable(world.rita.card('request').card);
    const number = new RegExp(`(\\d\\d)\\s+${split.name}`).exec(line)?.[1] ?? '';
    await world.beaAdmin.invoke(vote(world.aaron, number));
    expect(await facts()).toEqual([...ONE_VOTE, 'PolicyChanged', 'VoteCast']);
    expect(world.room()).toContain('1 of 2');
  });

  test('by a forged field: a press is its presser’s, whoever the card says it is', async () => {
    await ask(world);
    await approve(world, world.aaron);
    const number = numberFor(world.bea, world.rita);
    const forged = { person: 'E1003', by: 'E1003', account: 'aaaaaaaa-0000-4000-8000-000000000003', roles: ['approver'], quorum: 1 };
    for (const seat of [world.rita, world.hugo, world.carl]) await seat.invoke(vote(world.bea, number, forged));
    expect(await facts()).toEqual(ONE_VOTE);
    expect((await world.facts()).filter((type) => type === 'Refused')).toHaveLength(3);
  });

  test('by another tenant, even with the object id of an approver', async () => {
    await ask(world);
    const tenant = '99999999-0000-4000-8000-00000000aaaa';
    const elsewhere = world.seat({ account: 'aaaaaaaa-0000-4000-8000-000000000002', name: 'Aaron Approver', tenant });
    const answered = await elsewhere.invoke(vote(world.aaron, numberFor(world.aaron, world.rita)));
    expect(answered).toEqual({ status: 403, card: null });
    expect(await facts()).toEqual(ASKED);
  });

  test('by a guest, who has an account in the tenant and no place on the roster', async () => {
    await ask(world);
    const guest = world.seat({ account: 'dddddddd-0000-4000-8000-000000000042', name: 'Bea Approver (Guest)' });
    const answered = await guest.invoke(vote(world.bea, numberFor(world.bea, world.rita)));
    expect(told(answered)).toContain('You are not on the roster');
    expect(await facts()).toEqual(ASKED);
  });

  test('by a missing id: whoever has none, or half of one, is nobody', async () => {
    await ask(world);
    const stolen = vote(world.aaron, numberFor(world.aaron, world.rita));
    for (const account of [null, '', 'aaaaaaaa-0000-4000-8000']) {
      const answered = await world.seat({ account, name: 'Aaron Approver' }).invoke(stolen);
      expect(told(answered)).toContain('You are not on the roster');
    }
    expect(await world.facts()).toEqual(ASKED);
  });

  test('by an edited payload: the card of one request cannot be made to vote for another', async () => {
    await ask(world);
    await ask(world, { who: world.hugo, typed: { operator: 'E1009', account: 'bg-admin-02', why: 'The other one' } });
    const cards = world.aaron.cards().map(({ card }) => JSON.stringify(card));
    const digestOf = (id: string) =>
      cards.flatMap((card) => (card.includes(id) ? (/"request":"([0-9a-f]{64})"/.exec(card)?.[1] ?? []) : []))[0];
    const number = numberFor(world.aaron, world.hugo);
    const edited = { card: 'approval', activation: 'BG-2026-0002', request: digestOf('BG-2026-0001'), attempt: 0, number };
    expect(digestOf('BG-2026-0001')).not.toBe(digestOf('BG-2026-0002'));
    expect(told(await world.aaron.invoke({ verb: 'approve', data: edited }))).toContain('not the request that your card showed');
    expect(await facts()).toEqual(['Requested', 'Requested']);
  });

  test('by a stale card: the card of a request that has ended votes for nothing', async () => {
    await ask(world);
    const [card, number] = [world.bea.card('approval'), numberFor(world.bea, world.rita)];
    await approve(world, world.aaron);
    await press(world, world.rita, [{ on: 'request', verb: 'withdraw' }]);
    expect(told(await press(world, world.bea, [{ on: card, verb: 'approve' }, { number }]))).toContain('WITHDRAWN');
    expect(await facts()).toEqual([...ONE_VOTE, 'Withdrawn']);
  });

  test('by a request that was cancelled and asked for again: it begins with no votes', async () => {
    await ask(world);
    await approve(world, world.aaron);
    await press(world, world.rita, [{ on: 'request', verb: 'withdraw' }]);
    await ask(world);
    expect((await world.records()).at(-1)?.activation).toBe('BG-2026-0002');
    await approve(world, world.bea);
    expect(await facts()).toEqual([...ONE_VOTE, 'Withdrawn', 'Requested', 'VoteCast']);
    expect(world.room()).toContain('1 of 2');
  });

  test('by a wrong number: an approver who did not speak to the requester has no vote', async () => {
    await ask(world);
    await approve(world, world.aaron);
    await press(world, world.bea, [{ on: 'approval', verb: 'approve' }, { number: wrong(numberFor(world.bea, world.rita)) }]);
    expect(await facts()).toEqual([...ONE_VOTE, 'NumberMissed']);
  });
});
