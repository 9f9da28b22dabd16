// Failures that approval products and chat bots really had, by their number in our own survey, each as the sentence of what must not happen here.
// Where there is a public advisory its id stands behind the sentence.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parseConfig } from '../bot/config.ts';
import type { Seat } from '../bot/local/seat.ts';
import { claimsProblem, tokenRuleOf } from '../bot/teams/token.ts';
import { readable } from '../cards/plain.ts';
import type { Command } from '../dialogs/command.ts';
import { decide } from '../dialogs/decide.ts';
import { verifyRoster } from '../dialogs/policy.ts';
import {
  aaron,
  type Act,
  ada,
  APPROVED,
  BACK,
  bea,
  carl,
  changed,
  CLOSED,
  cora,
  dan,
  does,
  EVERYBODY,
  FILED,
  files,
  FILING,
  given,
  IN_USE,
  KEY,
  KEY_OUT,
  later,
  MINUTE,
  mona,
  ONE_VOTE,
  PIN,
  refused,
  rico,
  rita,
  rosterOf,
  votes,
  wanda,
} from './dialogs/given.ts';
import { House } from './dialogs/spine.ts';
import { approve, approved, ask, handedBack, inUse, nextTask, numberFor, press, released, told } from './stories/acts.ts';
import { ROOM, World, worldConfig } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const facts = async () => (await world.facts()).filter((type) => type !== 'Refused');

/** The press of an approver's card, with more in it than the card holds. */
function vote(seat: Seat, number: string, more: Readonly<Record<string, unknown>> = {}) {
  const request = /"request":"([0-9a-f]{64})"/.exec(JSON.stringify(seat.card('approval').card))?.[1];
  return { verb: 'approve', data: { card: 'approval', activation: 'BG-2026-0001', request, attempt: 0, number, ...more } };
}

const withoutRole = (yaml: string, role: string) =>
  yaml.replaceAll(new RegExp(`\\[${role}\\]`, 'g'), '[watch]').replaceAll(`, ${role}]`, ']');

describe('Failures of others, SF1–SF23', () => {
  test('SF1 No approval is spoofed by altering a valid request: no field of it says who approved, or how many must (CVE-2025-1969)', async () => {
    await ask(world);
    const number = numberFor(world.aaron, world.rita);
    const forged = { roles: ['approver'], approver: 'E1002', person: 'E1002', status: 'approved', quorum: 0, voters: ['E1002', 'E1003'] };
    for (const seat of [world.rita, world.hugo, world.wanda])
      for (const [field, value] of Object.entries(forged)) await seat.invoke(vote(world.aaron, number, { [field]: value }));
    expect(await facts()).toEqual(['Requested']);
    await world.aaron.invoke(vote(world.aaron, number, { ...forged, account: 'bg-admin-02', minutes: '480', policy: 'none' }));
    expect(await facts()).toEqual(['Requested', 'VoteCast']);
    expect(await world.factsOf()).toContainEqual(expect.objectContaining({ type: 'Requested', account: 'bg-admin-01', useMinutes: 60 }));
  });

  test('SF2 Nobody approves by calling the verb directly: requester, people without the role, former approvers (CVE-2025-11957)', () => {
    const former = { ...dan, roles: ['watch'] as const };
    for (const who of [rita, rico, carl, wanda, mona, ada, former]) {
      const night = given(...FILED, changed(former));
      night.when(who, 'approve').then(refused('not-your-role'));
      night.when(who, 'deny', { why: 'No.' }).then(refused('not-your-role'));
    }
  });

  test('SF3 No other way in decides by weaker rules: nothing is approved by typing, in no chat and by nobody (GHSA-mqpw-46fh-299h)', async () => {
    await ask(world);
    const number = numberFor(world.aaron, world.rita);
    for (const line of ['approve', '/approve', `approve BG-2026-0001 ${number}`, 'APPROVE BG-2026-0001', 'deny BG-2026-0001'])
      for (const seat of [world.aaron, world.rita, world.mona]) for (const where of [seat.chat, ROOM]) await seat.say(line, where);
    await world.settle();
    expect(told(world.aaron.cards().at(-1) ?? { card: null })).toContain('Nothing is approved or denied by typing');
    expect(await world.facts()).toEqual(['Requested']);
  });

  test('SF4 No name is an identity: a person of an approver’s name gets no vote, and no roster holds one name twice (GHSA-f5mf-3r52-r83w)', async () => {
    await ask(world);
    const stolen = vote(world.aaron, numberFor(world.aaron, world.rita));
    expect(told(await world.otto.invoke(stolen))).toContain('You are not on the roster');
    const named = world.seat({ account: 'aaaaaaaa-0000-4000-8000-000000000002', name: 'A name that nobody knows' });
    for (const twice of ['aaron approver', 'Approver, Aaron', 'ＡＡＲＯＮ Approver']) {
      const read = parseConfig(world.config.source.replace('name: Wanda Watch', `name: "${twice}"`), 'world.yaml');
      expect([twice, read.ok]).toEqual([twice, false]);
    }
    await named.invoke(stolen);
    expect(await facts()).toEqual(['Requested', 'VoteCast']);
  });

  test('SF5 No check is left out because an identity is missing', async () => {
    await ask(world);
    const before = (await world.records()).length;
    const stolen = vote(world.aaron, numberFor(world.aaron, world.rita));
    for (const account of [null, '', 'null', '00000000-0000-0000-0000-000000000000']) {
      const nobody = world.seat({ account, name: 'Mona Manager' });
      for (const action of [stolen, { verb: 'status', data: {} }, { verb: 'revoke', data: { activation: 'BG-2026-0001', cause: 'x' } }])
        expect(told(await nobody.invoke(action))).toContain('You are not on the roster');
    }
    expect((await world.records()).length).toBe(before);
  });

  test('SF6 No approval outlives a cancelled request, revives it, or goes over to one that somebody else files (CVE-2026-104632)', async () => {
    await ask(world);
    const [late, number] = [world.bea.card('approval'), numberFor(world.bea, world.rita)];
    await approve(world, world.aaron);
    await press(world, world.rita, [{ on: 'request', verb: 'withdraw' }]);
    await press(world, world.bea, [{ on: late, verb: 'approve' }, { number }]);
    await ask(world, { who: world.hugo, typed: { operator: 'E1009' } });
    await approve(world, world.bea, world.hugo);
    expect(await facts()).toEqual(['Requested', 'VoteCast', 'Withdrawn', 'Requested', 'VoteCast']);
  });

  test('SF7 No change slips in between two approvals: what they approve is frozen when it is filed (CVE-2017-16857)', async () => {
    const house = new House();
    const { activation } = await house.does(rita, FILING);
    if (activation === null) throw new Error('nothing was filed');
    const edited = house.command(rita, { ...FILING, minutes: '120' }, null);
    const command = (who: typeof aaron) => house.command(who, { verb: 'approve' }, activation);
    const by = (who: typeof aaron) => ({ kind: 'person', person: who, account: who.accounts[0]!, assurance: 'channel' }) as const;
    const turns = await Promise.all([
      house.turn(command(aaron), by(aaron), house.another()),
      house.turn(edited, by(rita), house.another()),
      house.turn(command(bea), by(bea), house.another()),
    ]);
    expect(turns.map(({ kind }) => kind)).toEqual(['happened', 'refused', 'happened']);
    const after = await house.find(activation.id);
    expect([after.digest, after.request.useMinutes, after.phase]).toEqual([activation.digest, 60, 'approved']);
  });

  test('SF8 No decision beats the deadline because a timer slept, and being in the room gives nobody a voice', async () => {
    await ask(world);
    await approve(world, world.aaron);
    const [on, number] = [world.bea.card('approval'), numberFor(world.bea, world.rita)];
    const room = world.connector.shown(ROOM)[0];
    await world.hugo.invoke(vote(world.bea, number, { quorum: 1 }), room);
    world.pass(30 * MINUTE + 1);
    expect(told(await press(world, world.bea, [{ on, verb: 'approve' }, { number }]))).toContain('The time to decide is over');
    await world.tick();
    expect((await facts()).filter((type) => type !== 'EscalationStarted')).toEqual(['Requested', 'VoteCast', 'Lapsed']);
  });

  test('SF9 One approval opens one activation once: after the hand-back nothing more goes out on it', () => {
    for (const night of [BACK, CLOSED]) {
      given(...night)
        .when(carl, 'release', { part: KEY, seal: 'A-9' })
        .then(refused('wrong-phase'));
      given(...night)
        .when(rico, 'in-hand')
        .then(refused('not-operator'));
    }
    expect(given(...CLOSED, later(MINUTE), files(), votes(aaron)).night.open.phase).toBe('requested');
  });

  test('SF10 No approval for one person opens for another', async () => {
    await approved(world);
    await released(world);
    const card = world.rita.card('operation');
    for (const seat of [world.hugo, world.aaron, world.mona])
      expect(told(await press(world, seat, [{ on: card, verb: 'in-hand' }]))).toContain('Only the operator of this activation can do this');
    expect((await world.factsOf()).filter(({ type }) => type === 'CredentialReleased')).toMatchObject([{ to: 'E1001' }, { to: 'E1001' }]);
    expect(await facts()).not.toContain('CredentialInHand');
  });

  test('SF11 No count is by equality or by account, and approving again moves no end', () => {
    const back: readonly Act[] = [...ONE_VOTE, changed({ ...aaron, roles: [] }), votes(bea), changed(aaron), later(MINUTE)];
    given(...back)
      .when(cora, 'approve')
      .then(['VoteCast', 'QuorumReached']);
    const { night } = given(...APPROVED, later(MINUTE));
    const { grant } = night.in('approved');
    given(...APPROVED, later(MINUTE))
      .when(cora, 'approve')
      .then(refused('wrong-phase'));
    given(...APPROVED, later(MINUTE))
      .when(bea, 'approve')
      .then('already');
    expect(night.in('approved').grant).toEqual(grant);
  });

  test('SF12 No permission is always true: for each role there is somebody who is refused', () => {
    const claimed: readonly Act[] = [...BACK, does(rita, 'do-task', { task: 'sessions', evidence: 'at 03:10' })];
    given(...FILED)
      .when(wanda, 'approve')
      .then(refused('not-your-role'));
    given().when(aaron, 'request', FILING).then(refused('not-your-role'));
    given(...APPROVED)
      .when(dan, 'release', { part: KEY, seal: 'A' })
      .then(refused('not-your-part'));
    given(...IN_USE)
      .when(rico, 'revoke', { cause: 'x' })
      .then(refused('not-your-role'));
    given(...IN_USE)
      .when(rico, 'hand-back')
      .then(refused('not-operator'));
    given(...claimed)
      .when(wanda, 'confirm-task', { task: 'sessions' })
      .then(refused('not-your-role'));
    given(...claimed)
      .when(mona, 'reopen-task', { task: 'sessions', why: 'x' })
      .then(refused('not-your-role'));
    given(...BACK)
      .when(ada, 'review', { class: 'real', found: 'x', ticket: 'INC-7', reporting: 'none' })
      .then(refused('not-your-role'));
    given(...BACK)
      .when(mona, 'countersign')
      .then(refused('not-your-role'));
  });

  test('SF13 No member of the approvers approves their own request, also not by another account or under another key', () => {
    const second = { ...cora, accounts: [...cora.accounts, rita.accounts[1]!] };
    const night = given(...ONE_VOTE, changed({ ...rita, accounts: [rita.accounts[0]!] }, second));
    night.when(second, 'approve').then(refused('requester-votes'));
    night.when({ person: second, account: rita.accounts[1]! }, 'approve').then(refused('requester-votes'));
    expect(night.night.open.votes.size).toBe(1);
  });

  test('SF14 Fifty clicks at once from several processes are one quorum, one use and one set of tasks', async () => {
    const house = new House();
    const { activation } = await house.does(rita, FILING);
    const spines = Array.from({ length: 3 }, () => house.another());
    const fifty = async (who: typeof rita, verb: Command['verb'], more = {}) => {
      const about = activation === null ? null : await house.find(activation.id);
      const command = house.command(who, { verb, ...more }, about);
      const actor = { kind: 'person', person: who, account: who.accounts[0]!, assurance: 'channel' } as const;
      const turns = await Promise.all(Array.from({ length: 50 }, (_, at) => house.turn(command, actor, spines[at % 3])));
      expect([verb, turns.filter(({ kind }) => kind === 'happened').length]).toEqual([verb, 1]);
    };
    await Promise.all([fifty(aaron, 'approve'), fifty(bea, 'approve')]);
    await fifty(carl, 'release', { part: KEY, seal: 'A-1' });
    await fifty(EVERYBODY[8], 'release', { part: PIN, seal: 'A-2' });
    await fifty(rita, 'in-hand');
    await fifty(rita, 'hand-back');
    const all = await house.facts();
    for (const type of ['QuorumReached', 'CredentialInHand', 'HandedBack'])
      expect([type, all.filter((one) => one === type)]).toEqual([type, [type]]);
  });

  test('SF15 Nothing says that it is over while it is not: revoked is still signed in, and a task counts when a second person saw it', async () => {
    await inUse(world);
    await press(world, world.wanda, [{ on: 'oversight', verb: 'revoke' }, { cause: 'Bob can sign in again' }]);
    expect(world.room()).toContain('no longer authorised, still signed in until seen otherwise');
    await handedBack(world);
    for (let owed = nextTask(world); owed?.button.verb === 'do-task'; owed = nextTask(world)) {
      world.seams.append = () => {
        throw new Error('throttled');
      };
      expect(told(await press(world, owed.seat, [owed.button, { evidence: 'Printed and signed' }]))).toContain('FAULT');
      world.seams.append = () => undefined;
      await press(world, owed.seat, [owed.button, { evidence: 'Printed and signed' }]);
      if ((await facts()).includes('TaskDone')) break;
    }
    expect((await facts()).filter((type) => type === 'TaskDone')).toHaveLength(1);
    expect(world.room()).toMatch(/0 of \d+ tasks confirmed/);
  });

  test('SF16 Nobody makes themselves an approver, and whoever is taken off the list loses the vote (GHSA-76cc-p55w-63g3)', async () => {
    const roles = (yaml: string, end: string, list: string) =>
      yaml.replace(new RegExp(`roles: \\[[a-z, ]+\\](?=\n    phone: .* 01${end}\n)`), `roles: [${list}]`);
    const taken = ['07', '08'].reduce((yaml, end) => roles(yaml, end, 'watch'), world.config.source);
    await ask(world);
    await approve(world, world.aaron);
    world.file = roles(taken, '06', 'auditor, custodian, approver');
    await world.house.reread();
    const held = (await world.factsOf()).at(-1);
    const data = { card: 'policy', digest: held?.type === 'RosterHeld' ? held.digest : '' };
    for (const seat of [world.ada, world.rita]) await seat.invoke({ verb: 'confirm-roster', data });
    expect(await facts()).toEqual(['Requested', 'VoteCast', 'RosterHeld']);
    world.file = roles(world.config.source, '02', 'watch');
    await world.house.reread();
    await world.settle();
    await approve(world, world.bea);
    expect(await facts()).toEqual(['Requested', 'VoteCast', 'RosterHeld', 'PolicyChanged', 'VoteCast']);
    expect(world.room()).toContain('1 of 2');
  });

  test('SF17 No token but the channel’s for our bot is taken: not another issuer’s, audience’s, tenant’s, client’s or hour’s (CVE-2025-55244)', () => {
    const now = Date.UTC(2026, 10, 23, 1, 10);
    const rule = tokenRuleOf({ appId: 'app', tenant: 'ours', cloud: 'public' });
    const proper = { iss: rule.issuer, aud: 'app', serviceurl: 'https://smba.trafficmanager.net/emea/', exp: now / 1_000 + 60 };
    expect(claimsProblem(proper, rule, now)).toBeNull();
    const bent = [
      { iss: 'https://evil.example' },
      { aud: 'other' },
      { aud: ['app'] },
      { tid: 'theirs' },
      { appid: 'skill' },
      { azp: 'skill' },
    ];
    const late = [{ exp: now / 1_000 - 61 }, { exp: undefined }, { nbf: now / 1_000 + 61 }, { serviceurl: undefined }];
    for (const more of [...bent, ...late]) expect([more, claimsProblem({ ...proper, ...more }, rule, now)]).not.toEqual([more, null]);
  });

  test('SF18 Nothing answers in a person’s place: no automatic refresh, no clock and no product approves (CVE-2026-109444)', async () => {
    await ask(world);
    const stolen = vote(world.aaron, numberFor(world.aaron, world.rita));
    const card = world.aaron.card('approval');
    expect((await world.aaron.invoke(stolen, card, 'automatic')).status).toBe(200);
    const { night } = given(...FILED);
    const command = night.command(aaron, { verb: 'approve' });
    for (const kind of ['clock', 'product'] as const) {
      const state = { tenant: night.tenant, activation: night.open };
      expect(decide(state, command, night.circumstances({ kind }))).toMatchObject({ kind: 'refused', reason: 'not-your-role' });
    }
    expect(await world.facts()).toEqual(['Requested']);
  });

  test('SF19 An empty or short list of approvers refuses, loudly and before the emergency', () => {
    const nobody = EVERYBODY.map((one) => ({ ...one, roles: one.roles.filter((role) => role !== 'approver') }));
    expect(verifyRoster(rosterOf(nobody)).join('\n')).toContain('could not be approved by two other people');
    const read = parseConfig(withoutRole(worldConfig().source, 'approver'), 'world.yaml');
    expect(read.ok).toBe(false);
    for (const left of [[], [aaron]])
      given((night) => void (night.roster = rosterOf(nobody.map((one) => left.find(({ id }) => id === one.id) ?? one))))
        .when(rita, 'request', FILING)
        .then(refused('too-few-approvers'));
  });

  test('SF20 A button that was used says what it did, never that nothing ran', async () => {
    await inUse(world);
    await press(world, world.rita, [{ on: 'operation', verb: 'hand-back' }]);
    const answer = told(await world.rita.again());
    expect(answer).toContain('This was recorded before; nothing was done twice.');
    expect(answer).not.toMatch(/NOTHING WAS RECORDED|no longer, or not yet/);
    expect((await facts()).filter((type) => type === 'HandedBack')).toHaveLength(1);
  });

  test('SF21 A stored action is good once: replayed after revocation, expiry or the end it does nothing', () => {
    const out = { part: PIN, seal: 'A-2' };
    given(...KEY_OUT, does(wanda, 'revoke', { cause: 'x' }))
      .when(EVERYBODY[8], 'release', out)
      .then(refused('revoked'));
    given(...KEY_OUT, later(46 * MINUTE))
      .when(EVERYBODY[8], 'release', out)
      .then(refused('collection-over'));
    for (const night of [BACK, CLOSED]) {
      given(...night)
        .when(rita, 'in-hand')
        .then('already');
      given(...night)
        .when(cora, 'approve')
        .then(refused('wrong-phase'));
      given(...night)
        .when(wanda, 'revoke', { cause: 'x' })
        .then(refused('wrong-phase'));
    }
  });

  test('SF22 Neither a configuration nor silence makes two people fewer', async () => {
    const keys = ['approvals: 1', 'quorum: 1', 'skipAfter: 10', 'autoApprove: true'];
    for (const key of keys) {
      expect(parseConfig(world.config.source.replace('limits: # minutes', `limits:\n  ${key}`), 'world.yaml').ok).toBe(false);
      expect(parseConfig(`${world.config.source}\n${key}\n`, 'world.yaml').ok).toBe(false);
    }
    await ask(world);
    await approve(world, world.aaron);
    for (let count = 0; count < 4; count += 1) {
      world.pass(10 * MINUTE);
      await world.tick();
    }
    expect((await facts()).filter((type) => type !== 'EscalationStarted')).toEqual(['Requested', 'VoteCast', 'Lapsed']);
  });

  test('SF23 No word that somebody typed mentions, links or draws anything on somebody else’s card', async () => {
    await ask(world, {
      typed: {
        why: '@everyone <at>CISO</at> **[ok](https://evil.example)** {"type":"AdaptiveCard"} # big',
        ticket: '[ok](https://evil.example)<b>1</b>',
      },
    });
    await press(world, world.aaron, [{ on: 'approval', verb: 'deny' }, { why: '[click](https://evil.example) _now_' }]);
    await world.mona.say('timeline BG-2026-0001');
    await world.settle();
    const all = world.connector.taken();
    expect(all.map(({ card }) => readable(card)).join('\n')).toContain('click');
    expect(all.flatMap(({ card }) => readAsMarkdown(card)).join('\n')).toContain('\\[ok');
    for (const { card, summary } of all) {
      expect(readAsMarkdown(card).filter((text) => /(?<!\\)\[(ok|click)/.test(text))).toEqual([]);
      expect(`${JSON.stringify(card)} ${summary}`).not.toMatch(/<at>|<b>|https:\/\/evil/);
    }
  });
});

/** Every text of a card in which Markdown is read: of text blocks and of facts. */
function readAsMarkdown(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(readAsMarkdown);
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.values(node).flatMap(readAsMarkdown);
  const block = 'type' in node && node.type === 'TextBlock' && 'text' in node ? [node.text] : [];
  const fact = 'title' in node && 'value' in node ? [node.value] : [];
  return [...[...block, ...fact].map(String), ...inner];
}
