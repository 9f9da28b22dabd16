// The door behind the HTTP server: an activity that passed the gate is authenticated, checked, read, handed to the product, and
// answered the way its kind wants. Whatever happens inside, Teams gets an answer that shows no error banner and causes no retry.
import { CloudAdapter, TurnContext } from 'botbuilder';
import type { Activity } from 'botbuilder';
import { Answers } from './answer.ts';
import type { AnswerParts } from './answer.ts';
import type { Authentication, Mode } from './auth.ts';
import { createAuthenticator } from './authenticate.ts';
import { activityProblem, TOO_OLD } from './check.ts';
import type { ActivityRule } from './check.ts';
import type { Incoming, Log } from './edge.ts';
import { readIncoming } from './intake.ts';
import type { JsonObject } from './json.ts';
import { whereOf } from './where.ts';

/** `why` is for the log; `body` only ever comes from our own code. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly why?: string;
}

export interface Door<M extends Mode = Mode> {
  readonly mode: M;
  /** Never rejects. In local mode a token is neither asked for nor looked at. */
  take(activity: JsonObject, authorization: string): Promise<Reply>;
  /** Resolves when the turns that outlived their answer are done, too. */
  settled(): Promise<void>;
}

export interface DoorParts<M extends Mode> extends AnswerParts {
  readonly authentication: Authentication<M>;
  readonly tenant: string;
  /** How the channel names our bot: `28:<app id>`. */
  readonly bot: string;
  readonly clock: () => number;
  /** Hears of what is genuine and ours and was refused for its age: either it was delivered late, or our clock is ahead. */
  readonly stale?: (incoming: Incoming) => Promise<void>;
  /** How long the key server may take, in ms, and how soon unusable keys are fetched again. */
  readonly keysWithinMs?: number;
  readonly keysAgainMs?: number;
}

export function openDoor<M extends Mode>(parts: DoorParts<M>): Door<M> {
  const { authentication, clock, log } = parts;
  const rule: ActivityRule = { tenant: parts.tenant, bot: parts.bot, hosts: authentication.hosts };
  const times = {
    ...(parts.keysWithinMs && { withinMs: parts.keysWithinMs }),
    ...(parts.keysAgainMs && { keysAgainMs: parts.keysAgainMs }),
  };
  const authenticator = createAuthenticator(authentication, { clock, ...times });
  const adapter = new EdgeAdapter(authentication, log);
  const answers = new Answers(parts);

  async function admit(activity: JsonObject, authorization: string): Promise<Reply> {
    // The channel named in the body picks the SDK's validator, so it is looked at first.
    if (activity['channelId'] !== 'msteams') return { status: 401, why: 'channel' };
    if (!isActivity(activity)) return { status: 400, why: 'no type' };
    const who = await authenticator.authenticate(activity, authorization);
    if (who.outcome !== 'genuine') return { status: who.outcome === 'refused' ? 401 : 503, why: who.why };
    const problem = activityProblem(activity, rule, clock());
    const verdict = readIncoming(activity);
    if (problem === TOO_OLD && verdict.kind === 'incoming') await parts.stale?.(verdict.incoming);
    if (problem !== null) return { status: 403, why: problem };
    if (verdict.kind === 'ignored') return { status: 200 };
    return await adapter.run(activity, async () => await answers.answer(verdict));
  }

  return {
    mode: authentication.mode,
    async take(activity, authorization) {
      try {
        return await admit(activity, authorization);
      } catch (cause) {
        log('door-failed', whereOf(cause));
        return { status: 500, why: 'failed' };
      }
    },
    settled: () => answers.settled(),
  };
}

function isActivity(activity: JsonObject): activity is JsonObject & Activity {
  return typeof activity['type'] === 'string';
}

class EdgeAdapter extends CloudAdapter {
  constructor(authentication: Authentication, log: Log) {
    super(authentication.sdk);
    this.onTurnError = (_context: TurnContext, cause: Error) => {
      log('turn-failed', whereOf(cause));
      return Promise.resolve();
    };
  }

  /**
   * One turn of the SDK, without the two clients that it would make for each turn: nothing is sent from inside it, our poster does that.
   * `answer` gives the body of an invoke's answer, or undefined where nothing is to be sent back.
   */
  async run(activity: Activity, answer: () => Promise<JsonObject | undefined>): Promise<Reply> {
    let body: JsonObject | undefined;
    await this.runMiddleware(new TurnContext(this, activity), async () => {
      body = await answer();
    });
    if (activity.type !== 'invoke') return { status: 200 };
    return body === undefined ? { status: 500, why: 'failed' } : { status: 200, body };
  }
}
