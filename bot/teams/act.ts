// A press of a button: a look at something, or a command to the spine. The answer is the card that was pressed, as it is now.
import { drawBroken } from '../../cards/broken.ts';
import { DRAW, isTheirs, mine } from '../../cards/card.ts';
import { withWayBack } from '../../cards/frame.ts';
import { drawForm } from '../../cards/form.ts';
import { heldSentence } from '../../cards/held.ts';
import { drawSaid, drawUnknown } from '../../cards/said.ts';
import { CARD_NAMES, type CardName, type Notice, type Shown } from '../../cards/view.ts';
import { type Command, type CommandOf, type Misread, textsOf } from '../../dialogs/command.ts';
import { isFault, type Turn } from '../../dialogs/handle.ts';
import { inTheWay } from '../../dialogs/request.ts';
import { type Suspect, suspects } from '../../dialogs/suspect.ts';
import type { Activation } from '../../ledger/activation.ts';
import type { ActivationId } from '../../ledger/ids.ts';
import { liveNamed, showDrills, timeIn } from './drills.ts';
import { declaring, enteredIn, saidBefore } from './declaring.ts';
import type { ActionArrived } from './edge.ts';
import { withTyped } from './kept.ts';
import { noticeOf, noticeOfLate, noticeOfMisread, withNoteOf } from './notice.ts';
import { showPolicy, showReport, showStatus, showTimeline } from './look.ts';
import { showReadiness } from './readiness.ts';
import type { Saying } from './sayings.ts';
import { FaultMet, known, Unshown, view, type Visit } from './visit.ts';
import { keptIn, noticeOfSuspects, withKeep } from './warn.ts';

type Data = ActionArrived['data'];

/** The line above the card, and what the answer adds to the card beside it. */
interface Said extends Pick<Saying, 'also'> {
  readonly notice: Notice | null;
}

const NOTHING: Said = { notice: null, also: (shown) => shown };

export type Pressed = Pick<ActionArrived, 'verb' | 'data' | 'automatic' | 'message'>;

/** Answers a press. An automatic refresh only ever looks. */
export async function act(visit: Visit, { verb, data, automatic, message }: Pressed): Promise<Shown> {
  const look = await looked(visit, verb, data);
  if (look !== null) return look;
  if (automatic) return current(visit, data, NOTHING);
  const command = visit.desk.read({ ...data, ...timeIn(visit, data), verb }, visit.actor);
  if (isMisread(command)) return asPressed(visit, { ...data, verb }, { notice: noticeOfMisread(command), also: NOTHING.also });
  const doubtful = suspects(command, keptIn(data));
  if (doubtful.length > 0) return warned(visit, { verb, data, doubtful });
  return answered(visit, command, { data, message });
}

export function isMisread(command: Command | readonly Misread[]): command is readonly Misread[] {
  return Array.isArray(command);
}

/** Buttons that only show something; null when the verb is none of them. */
async function looked(visit: Visit, verb: string, data: Data): Promise<Shown | null> {
  switch (verb) {
    case 'status':
      return showStatus(visit);
    case 'policy':
      return showPolicy(visit);
    case 'timeline':
      return showTimeline(visit, textOf(data, 'activation'), pagingOf(data));
    case 'drill-report':
      return showReport(visit, textOf(data, 'activation'));
    case 'readiness':
      return showReadiness(visit);
    case 'drills':
      return showDrills(visit);
    case 'begin':
      return begin(visit, data);
    case 'no-quorum':
      return declaring(visit, data);
    case 'my-view':
      return current(visit, { ...data, card: null }, NOTHING);
    case 'refresh':
    case 'focus':
      return current(visit, data, NOTHING);
    default:
      return null;
  }
}

/** The request form, or the question before it. */
async function begin(visit: Visit, data: Data, entered?: { readonly notice: Notice; readonly held?: ActivationId }): Promise<Shown> {
  const { desk } = visit;
  const over = await known(visit, textOf(data, 'over'));
  const viewing = await view(visit, over, { notice: entered?.notice ?? null });
  const kind = textOf(data, 'kind') === 'drill' ? 'drill' : 'real';
  const named = textOf(data, 'announcement') ?? over?.request.live?.announcement ?? null;
  const live = liveNamed(named, viewing);
  if (live !== null && 'not' in live) return live.not;
  const asked = kind === 'drill' ? 'drill' : (textOf(data, 'domain') ?? over?.request.domain ?? '');
  // a form that was filled in comes back as a form, even if what is broken cannot be read: nothing typed is lost
  const domain = desk.offersDomain(asked) || !entered ? asked : 'dont-know';
  if (!desk.offersDomain(domain)) return drawBroken(viewing);
  return drawForm(
    { domain, kind, over, live, entered: entered ? enteredIn(data) : saidBefore(data), held: entered?.held ?? null },
    viewing,
  );
}

/** One turn of the visitor, with all that follows it. */
export async function carriedOut(visit: Visit, command: Command): Promise<Turn> {
  const { desk, actor, hooks } = visit;
  const turn = await desk.turn(command, actor);
  if (isFault(turn)) throw new FaultMet(turn.code, turn.doing, turn.cause);
  if (turn.kind === 'happened') desk.learnTexts(textsOf(command));
  desk.forgetTexts(turn.added);
  if (turn.activation !== null && turn.added.length > 0) hooks.changed(turn.activation.id);
  // what everybody must know is a message of its own, not only another card
  if (turn.added.some(({ type }) => turn.activation === null || type === 'FallbackTaken')) hooks.told();
  return turn;
}

/** The commands that open an activation from a form, and the card that the form becomes. */
const OPENS: ReadonlyMap<string, CardName> = new Map([
  ['request', 'request'],
  ['declare', 'declared'],
]);

/** The form of this command as it was filled in. */
async function formAgain(visit: Visit, data: Data, notice: Notice): Promise<Shown> {
  return data['verb'] === 'declare' ? declaring(visit, data, notice) : begin(visit, data, { notice });
}

/** A command that was read: its turn, then the card that was pressed as it is now. What breaks after the record is no fault of the record. */
async function answered(visit: Visit, command: Command, pressed: Pick<Pressed, 'data' | 'message'>): Promise<Shown> {
  const turn = await carriedOut(visit, command);
  try {
    return await shownAfter(visit, command, { ...pressed, turn });
  } catch (error) {
    throw turn.kind === 'refused' ? error : new Unshown('recorded, but not shown', { cause: error });
  }
}

type After = Pick<Pressed, 'data' | 'message'> & { readonly turn: Turn };

async function shownAfter(visit: Visit, command: Command, { data, message, turn }: After): Promise<Shown> {
  const late = await noticeOfLate(visit, command, turn);
  const notice = late ?? (await noticeOf(visit, turn));
  if (command.verb === 'confirm-roster' || command.verb === 'reject-roster') return policyJudged(visit, turn, notice);
  const opens = OPENS.get(command.verb);
  if (opens !== undefined && turn.kind === 'happened' && turn.activation !== null && message !== null) {
    // the form becomes the card of what it opened: the message that held it is the one to edit from now on
    visit.hooks.became(visit.place, message, { activation: turn.activation.id, card: opens, viewer: visit.actor.person.id });
  }
  if (command.verb === 'request' && turn.kind === 'refused') return notFiled(visit, command, { data, turn });
  if (command.verb === 'announce-drill') return withTypedIf(turn, await showDrills(visit, notice, turn), { ...data, verb: command.verb });
  if (opens !== undefined && turn.kind === 'refused') return declaring(visit, data, notice);
  if (turn.activation === null)
    return drawSaid({ tone: 'attention', band: 'NOTHING WAS RECORDED', heading: 'Nothing was done', text: notice?.text ?? '' });
  if (command.verb === 'redact' || command.verb === 'correct')
    return current(visit, data, { notice, also: (shown) => withTypedIf(turn, shown, { ...data, verb: command.verb }) });
  const card = opens ?? data['card'];
  const also = (shown: Shown) =>
    withTypedIf(turn, withNoteOf(shown, command, { notice: late, card: data['card'] }), { ...data, verb: command.verb });
  return drawn(visit, turn.activation, { data: { ...data, card }, notice, also, after: turn });
}

/** The form as it was sent, with why nothing was filed; what holds the account is named and a button away. */
async function notFiled(
  visit: Visit,
  command: CommandOf<'request'>,
  { data, turn }: { readonly data: Data; readonly turn: Turn },
): Promise<Shown> {
  const why = (await noticeOf(visit, turn)) ?? { tone: 'attention', text: '' };
  const { tenant, reason } = turn;
  const open = reason === 'account-busy' || reason === 'one-open-request';
  const standing = open ? inTheWay({ tenant, command, person: visit.actor.person }) : null;
  if (standing === null) return begin(visit, data, { notice: why });
  const text = heldSentence(standing, command, await view(visit, null));
  return begin(visit, data, { notice: { ...why, text }, held: standing.id });
}

/** What came of looking at a held configuration; every card that tells of it follows. */
async function policyJudged(visit: Visit, { added }: Turn, notice: Notice | null): Promise<Shown> {
  if (added.length > 0) visit.hooks.everything();
  const adopted = added.some(({ type }) => type === 'PolicyChanged');
  const text = adopted ? 'Two people have looked: the change is in force now.' : 'What you said is recorded.';
  return showPolicy(visit, notice ?? { tone: 'good', text });
}

/** What was typed into a card comes back where it was refused. */
function withTypedIf({ kind }: Turn, shown: Shown, pressed: Data): Shown {
  return kind === 'refused' ? withTyped(shown, pressed) : shown;
}

/** Words that look like a credential: everything stays as it was typed, and nothing is recorded yet. */
async function warned(visit: Visit, { verb, data, doubtful }: { verb: string; data: Data; doubtful: readonly Suspect[] }): Promise<Shown> {
  const pressed = { ...data, verb };
  return asPressed(visit, pressed, { notice: noticeOfSuspects(doubtful), also: (shown) => withKeep(shown, pressed, doubtful) });
}

/** The card that was pressed, with what was typed into it in place. */
async function asPressed(
  visit: Visit,
  pressed: Data & { readonly verb: string },
  { notice, also }: Said & { readonly notice: Notice },
): Promise<Shown> {
  if (OPENS.has(pressed.verb)) return also(await formAgain(visit, pressed, notice));
  const typed = (shown: Shown) => also(withTyped(shown, pressed));
  return pressed.verb === 'announce-drill' ? typed(await showDrills(visit, notice)) : current(visit, pressed, { notice, also: typed });
}

/** The card that the data names, as it is now for this person; without one, the card that is theirs to act on. */
async function current(visit: Visit, data: Data, { notice, also }: Said): Promise<Shown> {
  const id = textOf(data, 'activation');
  if (data['card'] === 'timeline' && id !== null && notice !== null)
    return also(await showTimeline(visit, id, { ...pagingOf(data), notice }));
  if (id === null && notice === null) return drawBroken(await view(visit, null));
  const activation = await known(visit, id);
  if (activation !== null) return drawn(visit, activation, { data, notice, also });
  if (notice === null) return drawUnknown(id ?? 'such activation');
  return also(drawSaid({ tone: 'attention', band: 'NOTHING WAS RECORDED', heading: 'Nothing was done', text: notice.text }));
}

interface Drawing extends Said {
  readonly data: Data;
  readonly after?: Turn;
}

async function drawn(visit: Visit, activation: Activation, { data, notice, also, after }: Drawing): Promise<Shown> {
  const { place, message, hooks } = visit;
  const focus = textOf(data, 'item');
  if (place.kind === 'personal' && message !== null) hooks.said(place, message, notice === null ? null : { notice, focus, also });
  const viewing = await view(visit, activation, { notice, focus, after });
  const name = CARD_NAMES.find((one) => one === data['card']);
  const theirs = name !== undefined && isTheirs(name, activation, { setting: visit.desk, person: visit.actor.person });
  const reading = { ...viewing, copy: isCopy(visit, activation) };
  const shown = !theirs ? mine(activation, reading) : DRAW[name](activation, reading);
  return also(place.kind === 'personal' || (theirs && name === 'room') ? shown : withWayBack(shown, activation.id));
}

/** Whether the visitor's request card hangs as another message than the one that is answered: nobody edits what is drawn here. */
function isCopy({ hooks, message, actor }: Visit, { id }: Activation): boolean {
  return message !== null && hooks.elsewhere(message, { activation: id, card: 'request', viewer: actor.person.id });
}

/** Which lines of the timeline a button asks for: of the pages, the newest where it names none. */
function pagingOf({ page, who, about }: Data) {
  return { page: typeof page === 'string' || typeof page === 'number' ? Number(page) : 0, only: { who, about } };
}

/** A field of the data as text; null when it is not text or empty. */
function textOf(data: Data, field: string): string | null {
  const value = data[field];
  return typeof value === 'string' && value !== '' ? value : null;
}
