// Posts to Teams through the SDK's connector client. It never throws: every way to fail is one of four outcomes, so that nobody is
// counted as told who was not. Every call goes to an allowed host only, ends within our own time, and is tried again only where
// nothing can have been posted.
import { ClaimsIdentity } from 'botframework-connector';
import type { ConnectorClient } from 'botframework-connector';
import type { Activity } from 'botbuilder';
import type { Authentication } from './auth.ts';
import type { Log, Message, Posted, Poster } from './edge.ts';
import { serviceUrlProblem } from './hosts.ts';
import { objectOf, stringOf } from './json.ts';
import { paced } from './pace.ts';

export interface PosterSettings {
  readonly authentication: Authentication;
  readonly tenant: string;
  /** How the channel names our bot: `28:<app id>`. */
  readonly bot: string;
  readonly log: Log;
  readonly withinMs?: number;
  /** At least so long between two messages of one conversation; without it they go as they come. */
  readonly gapMs?: number;
}

interface Posting extends PosterSettings {
  readonly clientFor: (serviceUrl: string) => Promise<ConnectorClient>;
}
type NotPosted = Exclude<Posted, { outcome: 'posted' }>;
type Call<T> = (client: ConnectorClient, options: { readonly abortSignal: AbortSignal }) => Promise<T>;
type Called<T> = { readonly outcome: 'done'; readonly value: T } | NotPosted;

const CARD = 'application/vnd.microsoft.card.adaptive';
/** Error codes of the connector, whatever the status they come with. */
const GONE = /^(ActivityNotFoundInConversation|ConversationNotFound|MessageNotFound)$/;
const REFUSED =
  /^(MessageWritesBlocked|BotNotInConversationRoster|ForbiddenOperationException|BotDisabledByAdmin|ConversationBlockedByUser)$/;

export function createPoster(posting: PosterSettings): Poster {
  const straight = posterOf(posting);
  return posting.gapMs === undefined ? straight : paced(straight, posting.gapMs);
}

function posterOf(posting: PosterSettings): Poster {
  const { tenant, bot } = posting;
  const settings = { ...posting, clientFor: clients(posting.authentication) };
  return {
    async send(place, message) {
      const activity = activityOf(message, bot);
      const called = await callTeams(settings, place.serviceUrl, (client, options) =>
        client.conversations.sendToConversation(place.conversation, activity, options),
      );
      return posted(called);
    },
    async update(place, id, message) {
      const activity = { ...activityOf(message, bot), id };
      const called = await callTeams(settings, place.serviceUrl, (client, options) =>
        client.conversations.updateActivity(place.conversation, id, activity, options),
      );
      // Some answers to an edit name no id; it is still the message's.
      return called.outcome === 'done' ? { outcome: 'posted', message: stringOf(called.value.id) ?? id } : called;
    },
    async openChat(serviceUrl, account) {
      const parameters = {
        isGroup: false,
        bot: { id: bot, name: '' },
        members: [{ id: account, name: '' }],
        tenantId: tenant,
        channelData: { tenant: { id: tenant } },
      };
      const called = await callTeams(settings, serviceUrl, (client, options) =>
        client.conversations.createConversation(parameters, options),
      );
      if (called.outcome !== 'done') return called;
      const conversation = stringOf(called.value.id);
      if (conversation === null) return { outcome: 'failed', why: 'Teams named no conversation.' };
      return { outcome: 'open', place: { serviceUrl, conversation, kind: 'personal' } };
    },
  };
}

/** More addresses than a tenant is ever served from. */
const MOST_CLIENTS = 32;

/** One client for each service address, kept: making one costs more than a post. Each call is signed anew, with a token that is still good. */
function clients({ appId, sdk }: Authentication): Posting['clientFor'] {
  const factory = sdk.createConnectorFactory(new ClaimsIdentity([{ type: 'aud', value: appId }]));
  const kept = new Map<string, Promise<ConnectorClient>>();
  return (serviceUrl) => {
    const client = kept.get(serviceUrl) ?? factory.create(serviceUrl);
    if (kept.size >= MOST_CLIENTS) kept.clear();
    kept.set(serviceUrl, client);
    return client;
  };
}

function posted(called: Called<{ readonly id?: string }>): Posted {
  if (called.outcome !== 'done') return called;
  const message = stringOf(called.value.id);
  return message === null ? { outcome: 'failed', why: 'Teams named no message.' } : { outcome: 'posted', message };
}

function activityOf(message: Message, bot: string): Partial<Activity> {
  return {
    type: 'message',
    channelId: 'msteams',
    from: { id: bot, name: '' },
    summary: message.summary,
    attachments: [{ contentType: CARD, content: message.card }],
  };
}

async function callTeams<T>(settings: Posting, serviceUrl: string, call: Call<T>): Promise<Called<T>> {
  const problem = serviceUrlProblem(serviceUrl, settings.authentication.hosts);
  if (problem !== null) {
    settings.log('outbound-blocked', { problem });
    return { outcome: 'refused', why: `The bot did not call: ${problem}.` };
  }
  let tried = await callOnce(settings, serviceUrl, call);
  // 412: Teams lost a race with itself and asks to be asked again; nothing was posted.
  if (tried.outcome === 'failed' && tried.status === 412) tried = await callOnce(settings, serviceUrl, call);
  if (tried.outcome === 'done') return tried;
  const { outcome, why, status } = tried;
  settings.log('outbound-failed', { outcome, why, status });
  return { outcome, why };
}

type Tried<T> = { readonly outcome: 'done'; readonly value: T } | (NotPosted & { readonly status: number | null });

/** The SDK has no time-out and tries 429 and 5xx again by itself; our clock ends all of it, and the signal keeps a late try from leaving. */
async function callOnce<T>(settings: Posting, serviceUrl: string, call: Call<T>): Promise<Tried<T>> {
  const { clientFor, withinMs = 10_000 } = settings;
  const stop = new AbortController();
  const late = Promise.withResolvers<never>();
  late.promise.catch(() => undefined);
  const timer = setTimeout(() => {
    stop.abort();
    late.reject(new Error('late'));
  }, withinMs);
  try {
    const client = await clientFor(serviceUrl);
    return { outcome: 'done', value: await Promise.race([call(client, { abortSignal: stop.signal }), late.promise]) };
  } catch (cause) {
    if (stop.signal.aborted)
      return { outcome: 'failed', why: `No answer from Teams within ${withinMs} ms; it may have been posted.`, status: null };
    return failureOf(cause);
  } finally {
    clearTimeout(timer);
  }
}

function failureOf(cause: unknown): NotPosted & { readonly status: number | null } {
  const { statusCode, details, code } = isFailure(cause) ? cause : {};
  const status = typeof statusCode === 'number' ? statusCode : null;
  const said = stringOf(objectOf(objectOf(details)['error'])['code']) ?? stringOf(code) ?? '';
  const why = `Teams answered ${status ?? 'nothing'}${/^\w{1,60}$/.test(said) ? ` (${said})` : ''}.`;
  if (status === 404 || GONE.test(said)) return { outcome: 'gone', why, status };
  if (status === 403 || REFUSED.test(said)) return { outcome: 'refused', why, status };
  return { outcome: 'failed', why, status };
}

function isFailure(cause: unknown): cause is { readonly statusCode?: unknown; readonly details?: unknown; readonly code?: unknown } {
  return typeof cause === 'object' && cause !== null;
}
