// One person at the wire: types, presses buttons of cards, and sees the answers, all as Bot Framework activities over HTTP. For the drill and
// for tests: what goes over the wire is what Teams and the Playground send.
import type { Connector, Hanging } from './connector.ts';

type Json = Readonly<Record<string, unknown>>;

export interface Wire {
  /** The bot's endpoint. */
  readonly endpoint: string;
  readonly connector: Pick<Connector, 'shown' | 'serviceUrl'>;
  readonly tenant: string;
  readonly bot: string;
  readonly room: string;
  /** Milliseconds UTC; activities carry it. */
  readonly clock: () => number;
}

export interface Sitting {
  readonly account: string | null;
  readonly name: string;
  /** A tenant other than the wire's: somebody from outside. */
  readonly tenant?: string;
}

/** A button of a card: its words, its verb and data, and what the inputs that go with it hold. */
export interface Button {
  readonly title: string;
  readonly verb: string;
  readonly data: Json;
  readonly inputs: Json;
}

/** Which button: on the newest card of a name, or on the card given; `pick` chooses among several of one verb by their data. */
export interface Press {
  readonly on: string | Pick<Hanging, 'card' | 'id' | 'conversation'>;
  readonly verb: string;
  readonly pick?: Json;
}

/** What came back over HTTP. `card` is the invoke's card or the one of its dialog, null where there was none. */
export interface Answered {
  readonly status: number;
  readonly card: Json | null;
}

export class Seat {
  readonly #wire: Wire;
  readonly #sitting: Sitting;
  readonly chat: string;
  #last = '';

  constructor(wire: Wire, sitting: Sitting) {
    this.#wire = wire;
    this.#sitting = sitting;
    this.chat = `a:chat-${sitting.name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;
  }

  get name(): string {
    return this.#sitting.name;
  }

  /** The bot is installed in this person's own chat. */
  async install(conversation = this.chat): Promise<Answered> {
    return this.#post({ type: 'installationUpdate', action: 'add' }, conversation);
  }

  /** Types a line, in the own chat or in the room. */
  async say(text: string, conversation = this.chat): Promise<Answered> {
    return this.#post({ type: 'message', text, textFormat: 'plain' }, conversation);
  }

  /** What hangs in the own chat, newest last. */
  cards(): readonly Hanging[] {
    return this.#wire.connector.shown(this.chat);
  }

  /** The newest card of this name in the own chat, as it hangs now. Throws when there is none. */
  card(name: string): Hanging {
    const found = this.cards().findLast(({ card }) => isCard(card, name));
    if (found === undefined) throw new Error(`${this.name} has no card “${name}”`);
    return found;
  }

  /** Presses a button of a card as a client does: with what the inputs beside it hold, then what was typed. Throws when there is no such button. */
  async press(button: Press, typed: Json = {}): Promise<Answered> {
    const hanging = typeof button.on === 'string' ? this.card(button.on) : button.on;
    const buttons = buttonsOf(hanging.card);
    const pick = Object.entries(button.pick ?? {});
    const found = buttons.find(({ verb, data }) => verb === button.verb && pick.every(([key, value]) => data[key] === value));
    if (found === undefined)
      throw new Error(`${this.name} sees no button ${button.verb} among: ${buttons.map(({ verb }) => verb).join(', ')}`);
    return this.invoke({ verb: found.verb, data: { ...found.data, ...found.inputs, ...typed } }, hanging);
  }

  /** Sends a card action as it is, whatever card it may come from. */
  async invoke(
    action: { readonly verb: string; readonly data: Json },
    on?: { readonly id: string; readonly conversation: string },
    trigger?: 'automatic',
  ): Promise<Answered> {
    const value = { action: { type: 'Action.Execute', ...action }, ...(trigger === undefined ? {} : { trigger }) };
    return this.#post(
      { type: 'invoke', name: 'adaptiveCard/action', value, ...(on === undefined ? {} : { replyToId: on.id }) },
      on?.conversation ?? this.chat,
    );
  }

  /** The same press from an old client: the button's Action.Submit fallback. */
  async submit(
    action: { readonly verb: string; readonly data: Json },
    on: { readonly id: string; readonly conversation: string },
  ): Promise<Answered> {
    return this.#post({ type: 'message', value: { ...action.data, verb: action.verb }, replyToId: on.id }, on.conversation);
  }

  /** Any other call that a client makes, such as a message action on a message of this conversation. */
  async call(name: string, value: Json, conversation: string): Promise<Answered> {
    return this.#post({ type: 'invoke', name, value }, conversation);
  }

  /** The last activity once more, byte for byte, as a channel sends it again that got no answer in time. */
  async again(): Promise<Answered> {
    return this.#send(this.#last);
  }

  async #post(activity: Json, conversation: string): Promise<Answered> {
    const { tenant, bot, clock, connector, room } = this.#wire;
    const whole = {
      id: `in-${String(sent++)}`,
      channelId: 'msteams',
      serviceUrl: connector.serviceUrl,
      timestamp: new Date(clock()).toISOString(),
      from: { id: `29:${this.chat}`, name: this.name, ...(this.#sitting.account === null ? {} : { aadObjectId: this.#sitting.account }) },
      recipient: { id: bot, name: 'Break-glass' },
      conversation: {
        id: conversation,
        tenantId: this.#sitting.tenant ?? tenant,
        // as Teams names them: a chat of several people begins with 19:
        conversationType: conversation === room || conversation.startsWith('19:') ? 'groupChat' : 'personal',
      },
      channelData: { tenant: { id: this.#sitting.tenant ?? tenant } },
      ...activity,
    };
    this.#last = JSON.stringify(whole);
    return this.#send(this.#last);
  }

  async #send(sent: string): Promise<Answered> {
    const response = await fetch(this.#wire.endpoint, { method: 'POST', headers: { 'content-type': 'application/json' }, body: sent });
    const text = await response.text();
    const body: Json = text === '' ? {} : asJson(JSON.parse(text));
    const value = body['value'] ?? asJson(asJson(asJson(body['task'])['value'])['card'])['content'];
    return { status: response.status, card: typeof value === 'object' && value !== null ? asJson(value) : null };
  }
}

let sent = 1;

/** Whether a card is the one of this name: its buttons say so, or its name stands in the summary of a card without any. */
function isCard(card: Json, name: string): boolean {
  return buttonsOf(card).some(({ data }) => data['card'] === name);
}

/** The first person that a card offers as the witness of a test; nothing where it asks for none. */
export function firstWitness(card: Json): Json {
  const witness = /"id":"witness".*?"value":"([^"]+)"/.exec(JSON.stringify(card))?.[1];
  return witness === undefined ? {} : { witness };
}

/** Every Action.Execute of a card, also inside small cards, each with what the inputs of its own card and those around it hold. */
export function buttonsOf(card: unknown, around: Json = {}): readonly Button[] {
  const inputs = { ...around, ...inputsOf(card) };
  return within(card, inputs);
}

function within(node: unknown, inputs: Json): readonly Button[] {
  if (Array.isArray(node)) return node.flatMap((one) => within(one, inputs));
  const element = asJson(node);
  if (element['type'] === 'Action.ShowCard') return buttonsOf(element['card'], inputs);
  if (element['type'] === 'Action.Execute') {
    const sent = element['associatedInputs'] === 'none' ? {} : inputs;
    return [{ title: String(element['title']), verb: String(element['verb']), data: asJson(element['data']), inputs: sent }];
  }
  return Object.values(element).flatMap((value) => (typeof value === 'object' && value !== null ? within(value, inputs) : []));
}

/** What the inputs of a card hold before anybody types; those of small cards inside it are theirs. */
function inputsOf(node: unknown): Json {
  if (Array.isArray(node)) return node.map(inputsOf).reduce((all, one) => ({ ...all, ...one }), {});
  const element = asJson(node);
  if (element['type'] === 'Action.ShowCard') return {};
  const { id, type, value } = element;
  if (typeof type === 'string' && type.startsWith('Input.') && typeof id === 'string') return { [id]: value ?? '' };
  return inputsOf(Object.values(element).filter((one) => typeof one === 'object' && one !== null));
}

function asJson(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
