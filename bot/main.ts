// The only place where things are constructed. Reads top to bottom: ledger, decisions, what people see, the door, the clockwork.
import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Fault, Spine, Turn } from '../dialogs/handle.ts';
import type { Actor } from '../dialogs/decision.ts';
import type { Eyes } from '../dialogs/look.ts';
import { signCheckpoint } from '../ledger/checkpoint.ts';
import type { Mode } from '../ledger/ids.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { type Clock, offsetMinutes } from './clock.ts';
import { type ClockWatch, watchedSpine } from './clock-watch.ts';
import type { Config, Misconfigured } from './config.ts';
import { Configuration } from './configuration.ts';
import { Desk } from './desk.ts';
import { type Clockwork, startClockwork } from './duty.ts';
import { learnOpen, openLedger, originOf } from './ledger-start.ts';
import { openLibrary } from './library.ts';
import type { Log } from './log.ts';
import { type Looker, openLooker } from './looks.ts';
import { openPager, type Pager, type PagingSettings } from './paging.ts';
import { type Notary, openNotary } from './notary.ts';
import { type Rereading, startRereading } from './rereading.ts';
import { deriveSecrets } from './secrets.ts';
import { openSignIns, type SeenSignIn } from './sign-ins.ts';
import type { SigningKey } from './store/key.ts';
import type { SideStore } from './store/side.ts';
import type { Door } from './teams/adapter.ts';
import type { Authentication, ChannelSettings, CredentialConfig } from './teams/auth.ts';
import { Follow } from './teams/follow.ts';
import { createTeamsServer, type ServerSettings, type TeamsServer } from './teams/server.ts';
import { tokenRuleOf } from './teams/token.ts';

/** Who may knock: everybody on this machine (the ports are those of the connectors there), or the Bot Connector with its tokens. */
export type Access =
  | { readonly mode: 'local'; readonly bot: string; readonly ports: readonly number[] }
  | { readonly mode: 'channel'; readonly bot: string; readonly address: string; readonly channel: Channel };
type Channel = Omit<ChannelSettings, 'credential' | 'clock'> & { readonly credential: CredentialConfig };

export interface Settings {
  readonly mode: Mode;
  readonly config: Config;
  /** Reads the configuration file anew; left out: it is read at the start only. */
  readonly reread?: () => Config | Misconfigured;
  readonly runbooks: string;
  readonly store: LedgerStore;
  readonly side: SideStore;
  readonly key: SigningKey;
  readonly access: Access;
  /** 0 takes a free port. */
  readonly port: number;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds between two looks at what is due. */
  readonly every?: number;
  /** Milliseconds between two looks at the configuration file. */
  readonly rereadEvery?: number;
  /** Milliseconds that a click or a text waits for its answer; what takes longer is brought afterwards. */
  readonly answerWithin?: number;
  /** Milliseconds that Teams may take for one post before it counts as failed. */
  readonly postWithin?: number;
  /** Milliseconds between two messages of one conversation, for a client that loses one of two; without it none. */
  readonly postGap?: number;
  /** Where pages go; without it nobody is paged, whatever the configuration says. */
  readonly paging?: PagingSettings;
  /** Looks into Entra; without it people look, and their word is all there is. */
  readonly eyes?: Eyes;
}

export interface Glassbreak {
  readonly port: number;
  readonly endpoint: string;
  readonly desk: Desk;
  readonly spine: Spine;
  readonly clockwork: Clockwork;
  /** Looks at the configuration file now; resolves when what came of it is recorded. */
  readonly reread: () => Promise<void>;
  /** Somebody who reads a log saw a sign-in of an emergency account. */
  readonly signInSeen: (seen: SeenSignIn) => Promise<Turn | Fault>;
  /** Resolves when the door is open: the SDK is loaded after the port. */
  readonly opened: () => Promise<void>;
  /** Resolves when every click and text is done, also where its answer was late, all cards are up to date and the newest head is signed. */
  readonly idle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Starts the product on what it is given. Rejects with a StartFault that says what is in the way: a ledger of another mode, tenant or
 * origin, one that does not verify, a taken port.
 */
export async function start(settings: Settings): Promise<Glassbreak> {
  const { store, clock, log } = settings;
  const configuration = new Configuration({ config: settings.config, clock: () => clock.now(), log });
  const inForce = settings.paging === undefined ? () => unpaged(configuration.current()) : configuration.current;
  const library = openLibrary(settings.runbooks, store);
  const secrets = deriveSecrets(settings.key.signer.secret);
  const circumstances = (now: number, actor: Actor) => ({ now, actor, ...inForce(), library, number: secrets.number });
  const { spine, watch } = watchedSpine({ store, circumstances, pause }, { clock, log, changed: () => follow.everything() });
  await openLedger(settings, spine);
  await configuration.begin(spine, store);
  await learnOpen(spine, library, log);
  const parts = { store, spine, library, secrets };
  const desk = new Desk({
    ...parts,
    configuration: inForce,
    unread: configuration.unread,
    followed: configuration.followed,
    connected: settings.eyes !== undefined,
    offset: offsetMinutes,
    assurance: settings.access.mode,
  });
  const notary = notaryOf(settings, spine);
  const follow = new Follow({ side: settings.side, notary, clock: () => clock.now(), log, onePlace: settings.access.mode === 'channel' });
  const server = createTeamsServer(serverSettings(settings, { desk, follow, watch }));
  const port = await server.listen();
  const pages = { policy: () => desk.policy, spine, clock: () => clock.now(), changed: follow.changed, log };
  const pager = settings.paging === undefined ? null : openPager({ settings: settings.paging, ...pages });
  const paging = pager === null ? {} : { pager };
  const { changed, told, remind } = follow;
  const looker = settings.eyes === undefined ? null : openLooker({ eyes: settings.eyes, ...parts, changed, log });
  const owing = { policy: () => desk.policy, changed, told, remind, clock: watch, ...paging, ...(looker && { looker }) };
  const clockwork = startClockwork(spine, { every: settings.every ?? 1_000, log, ...owing });
  notary.appended();
  const signInSeen = openSignIns({ spine, secrets, changed: follow.changed, log });
  const reread = startRereading(settings, (read) => configuration.look({ read, spine, changed: follow.everything }));
  return running({ settings, port, desk, spine, clockwork, signInSeen, server, follow, reread, pager, looker });
}

function pause(attempt: number): Promise<void> {
  return setTimeout(randomInt(2, 10) * attempt);
}

/** Whoever cannot page owes no page. */
function unpaged({ policy, ...rest }: ReturnType<Configuration['current']>): ReturnType<Configuration['current']> {
  return { ...rest, policy: { ...policy, paging: null } };
}

function notaryOf({ store, key, mode, config, log }: Settings, spine: Spine): Notary {
  return openNotary({ spine, store, signNote: (head) => signCheckpoint(key.signer, originOf(mode, config), head), log });
}

interface Running extends Pick<Glassbreak, 'port' | 'desk' | 'spine' | 'clockwork' | 'signInSeen'> {
  readonly reread: Rereading;
  readonly settings: Settings;
  readonly server: TeamsServer;
  readonly follow: Follow;
  readonly pager: Pager | null;
  readonly looker: Looker | null;
}

function running({ settings, server, follow, reread, pager, looker, ...rest }: Running): Glassbreak {
  return {
    ...rest,
    endpoint: `http://127.0.0.1:${rest.port}/api/messages`,
    reread: reread.now,
    opened: () => server.opened(),
    idle: async () => {
      await server.settled();
      await pager?.idle();
      await looker?.idle();
      await follow.idle();
    },
    close: async () => {
      rest.clockwork.stop();
      reread.stop();
      await pager?.close();
      await looker?.close();
      await server.close();
      await follow.close();
      await settings.store.close();
      settings.side.close();
    },
  };
}

interface Behind {
  readonly desk: Desk;
  readonly follow: Follow;
  readonly watch: ClockWatch;
}

function serverSettings(settings: Settings, parts: Behind): ServerSettings {
  const { access, port, log, clock } = settings;
  const alike = { port, log, clock: () => parts.watch.time(clock.now()), health: () => ({ ok: parts.desk.well }) };
  if (access.mode === 'local') {
    const door = async () => openTeams(settings, parts, (await import('./teams/auth.ts')).localAuthentication({ ports: access.ports }));
    return { ...alike, bound: { mode: 'local', address: '127.0.0.1' }, door };
  }
  const door = async () => {
    const { channelAuthentication, credentialFrom } = await import('./teams/auth.ts');
    const { channel } = access;
    const credential = credentialFrom(channel.credential);
    return openTeams(settings, parts, channelAuthentication({ ...channel, credential, clock: alike.clock }));
  };
  return { ...alike, bound: { mode: 'channel', address: access.address, token: tokenRuleOf(access.channel) }, door };
}

/** Everything that knows the SDK or draws cards, loaded after the port is open: it takes most of a second. */
async function openTeams<M extends 'local' | 'channel'>(
  settings: Settings,
  { desk, follow, watch }: Behind,
  authentication: Authentication<M>,
): Promise<Door<M>> {
  const { config, access, log, clock, side } = settings;
  const [{ openDoor }, { createPoster }, { Reconciler }, { Herald }, { Whereabouts }] = await Promise.all([
    import('./teams/adapter.ts'),
    import('./teams/connector.ts'),
    import('./teams/reconcile.ts'),
    import('./teams/herald.ts'),
    import('./teams/whereabouts.ts'),
  ]);
  const [{ createHandler }, { edgeCards }] = await Promise.all([import('./teams/handler.ts'), import('./teams/edge-cards.ts')]);
  const within = { ...(settings.postWithin && { withinMs: settings.postWithin }), ...(settings.postGap && { gapMs: settings.postGap }) };
  const poster = createPoster({ authentication, tenant: config.tenant, bot: access.bot, log, ...within });
  const alike = { desk, side, poster, sayings: follow.sayings, clock: () => clock.now(), log };
  const parts = {
    ...alike,
    hooks: follow,
    heard: watch.heard,
    opensChats: access.mode === 'channel',
    get room() {
      return roomOf(settings.mode, desk.policy.conversation);
    },
  };
  const whereabouts = new Whereabouts(parts);
  follow.lead(new Reconciler({ ...alike, whereabouts }), new Herald({ ...alike, whereabouts }));
  return openDoor({
    authentication,
    ...createHandler(parts),
    ...(settings.answerWithin && { answerWithinMs: settings.answerWithin }),
    poster,
    cards: edgeCards,
    tenant: config.tenant,
    bot: access.bot,
    clock: () => watch.time(clock.now()),
    log,
  });
}

/** The room as it is configured now: the named conversation; without one none in production, and in local mode every shared one. */
function roomOf(mode: Mode, conversation: string | null): string | null | undefined {
  return conversation ?? (mode === 'production' ? undefined : null);
}
