// A person without a browser at their own Playground: reads along in every conversation and presses the buttons of the cards that hang there,
// with what the inputs beside them hold, as a client does.
import { buttonsOf } from '../../bot/local/seat.ts';
import type { Page } from '../../bot/local/playground.ts';
import { readable } from '../../cards/plain.ts';
import { act, type Answer, type Hanging, say, stream, submit } from './act.ts';
import type { Json } from './bot.ts';

/** Which button: by its verb on the newest card of that name; `pick` chooses among several of one verb by their data. */
export interface Press {
  readonly on: string;
  readonly verb: string;
  readonly typed?: Json;
  readonly pick?: Json;
}

export interface Person {
  readonly name: string;
  readonly page: Page;
  /** The newest card of this name in the own chat, as it hangs now; throws when there is none. */
  readonly card: (name: string) => Hanging & { readonly card: Json };
  /** Whether such a card hangs in the own chat. */
  readonly has: (name: string) => boolean;
  /** The newest card in which this text can be read, there or soon; throws after eight seconds with what hangs instead. */
  readonly sees: (text: string, place?: 'chat' | 'room') => Promise<string>;
  readonly hanging: (place: 'chat' | 'room') => readonly Hanging[];
  readonly says: (text: string, place?: 'chat' | 'room') => Promise<string>;
  /** Presses as soon as there is such a button, and answers with what came back; the page's card is that answer from now on. */
  readonly press: (press: Press) => Promise<Answer>;
  /** The same as an Action.Submit, as a client without Action.Execute would; what comes of it shows in the stream. */
  readonly submits: (press: Press) => Promise<number>;
  readonly leave: () => Promise<void>;
}

/** Sits down at a page and reads along from then on. */
export async function sitDown(page: Page): Promise<Person> {
  const reading = await stream(page);
  const answers = new Map<string, Hanging>();
  const { chat, room } = page.seat;
  const hanging = (place: 'chat' | 'room'): readonly Hanging[] => {
    return reading.hanging(place === 'chat' ? chat : room).map((one) => answered(one, answers.get(one.id)));
  };
  const newest = (name: string) => newestOf(hanging('chat'), name);
  const card = (name: string) => newest(name) ?? none(page, name, hanging('chat'));
  const press = async ({ on, ...button }: Press): Promise<Answer> => {
    const { pressed, data } = await soon(() => found(card(on), button));
    const answer = await act(page, { conversation: chat, message: pressed.id, verb: button.verb, data });
    if (answer.type === CARD) answers.set(pressed.id, { ...pressed, card: answer.value });
    return answer;
  };
  const submits = async ({ on, ...button }: Press): Promise<number> => {
    const { pressed, data } = await soon(() => found(card(on), button));
    return submit(page, { conversation: chat, message: pressed.id, data: { ...data, verb: button.verb } });
  };
  return {
    name: page.person.name,
    page,
    card,
    has: (name) => newest(name) !== undefined,
    sees: (text, place = 'chat') => soon(() => readsOf(hanging(place).map(textOf), text)),
    hanging,
    says: (text, place = 'chat') => say(page, place === 'chat' ? chat : room, text),
    press,
    submits,
    leave: reading.close,
  };
}

const CARD = 'application/vnd.microsoft.card.adaptive';

/** What can be read of a message, its card included. */
export const textOf = ({ card, text }: Pick<Hanging, 'card' | 'text'>): string => (card === null ? text : readable(card));

/** The answer of a press stands in its card's place in that page alone, until the bot edits the message. */
const answered = (posted: Hanging, answer: Hanging | undefined): Hanging => (answer?.edits === posted.edits ? answer : posted);

/** Looks until it does not throw: what the bot posts or edits arrives in its own time. */
async function soon<T>(look: () => T, patience = 8000): Promise<T> {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      return look();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

function readsOf(shown: readonly string[], text: string): string {
  const seen = shown.findLast((one) => one.includes(text));
  if (seen === undefined) throw new Error(`“${text}” cannot be read here: ${shown.join('\n—\n')}`);
  return seen;
}

type Carded = Hanging & { readonly card: Json };

function newestOf(hanging: readonly Hanging[], name: string): Carded | undefined {
  return hanging.findLast((one): one is Carded => one.card !== null && buttonsOf(one.card).some(({ data }) => data['card'] === name));
}

function none(page: Page, name: string, hanging: readonly Hanging[]): never {
  throw new Error(`${page.person.name} has no card “${name}” among: ${hanging.map(textOf).join('\n—\n')}`);
}

function found(hanging: Carded, { verb, pick = {}, typed = {} }: Omit<Press, 'on'>) {
  const buttons = buttonsOf(hanging.card);
  const button = buttons.find((one) => one.verb === verb && Object.entries(pick).every(([key, value]) => one.data[key] === value));
  if (button === undefined) throw new Error(`no button ${verb} among ${buttons.map((one) => one.verb).join(', ')}`);
  return { pressed: hanging, data: { ...button.data, ...button.inputs, ...typed } };
}
