// A card as text for a terminal: band, sentence, facts, inputs and buttons, in the order in which a person would read them.
import type { CardJson } from './view.ts';

/** Any card of ours. Small cards behind a button stand indented under it. Never throws; what it does not know it leaves out. */
export function readable(card: CardJson): string {
  return inside(card).join('\n');
}

function inside(card: CardJson): readonly string[] {
  return [...items(card['body']).flatMap(element), ...buttons(items(card['actions']))];
}

function element(one: CardJson): readonly string[] {
  switch (one['type']) {
    case 'TextBlock':
      return lines(unmarked(words(one['text'])));
    case 'RichTextBlock':
      return lines(
        items(one['inlines'])
          .map((inline) => words(inline['text']))
          .join(''),
      );
    case 'Container':
      return items(one['items']).flatMap(element);
    case 'ColumnSet':
      return columns(items(one['columns']));
    case 'FactSet':
      return facts(items(one['facts']));
    case 'ActionSet':
      return buttons(items(one['actions']));
    case 'Input.Text':
    case 'Input.Number':
    case 'Input.Date':
      return [`[ ${label(one)}: ${words(one['value']) || '____'} ]`];
    case 'Input.ChoiceSet':
      return choices(one);
    default:
      return [];
  }
}

function columns(all: readonly CardJson[]): readonly string[] {
  const cells = all.map((column) => items(column['items']).flatMap(element).join(' '));
  return [cells.filter((cell) => cell !== '').join('   ')];
}

function facts(all: readonly CardJson[]): readonly string[] {
  const width = Math.max(0, ...all.map((fact) => words(fact['title']).length));
  return all.map((fact) => `${words(fact['title']).padEnd(width)}  ${unmarked(words(fact['value']))}`);
}

function choices(input: CardJson): readonly string[] {
  const chosen = words(input['value']);
  const options = items(input['choices']).map(
    (choice) => `  (${words(choice['value']) === chosen ? '•' : ' '}) ${unmarked(words(choice['title']))}`,
  );
  return [`[ ${label(input)}: ]`, ...options];
}

function label(input: CardJson): string {
  return `${words(input['label'])}${input['isRequired'] === true ? ' *' : ''}`;
}

/** Buttons on one line; those that open a small card follow, each with it. */
function buttons(all: readonly CardJson[]): readonly string[] {
  const opening = all.filter((action) => action['type'] === 'Action.ShowCard');
  const direct = all.filter((action) => !opening.includes(action)).map(button);
  const opened = opening.flatMap((action) => [
    button(action),
    ...(isObject(action['card']) ? inside(action['card']) : []).map((line) => `    ${line}`),
  ]);
  return [...(direct.length === 0 ? [] : [direct.join('  ')]), ...opened];
}

function button(action: CardJson): string {
  return `< ${words(action['title'])} >`;
}

/** Takes the Markdown of our own texts off: bold and italic marks, links written out, escapes. */
function unmarked(text: string): string {
  return text
    .replaceAll(/(?<!\\)\*\*(.+?)(?<!\\)\*\*/g, '$1')
    .replaceAll(/(?<![\\\w])\*(\S.*?)(?<!\\)\*/g, '$1')
    .replaceAll(/(?<!\\)\[([^\]]*)\]\(([^)]*)\)/g, '$1 ($2)')
    .replaceAll(/\\([\\[\]()*_#~>|`&.+-])/g, '$1');
}

/** Text of cards is cleaned of control characters before it is drawn; here only its lines are told apart. */
function lines(text: string): readonly string[] {
  return text.split('\n').map((line) => line.trimEnd());
}

function words(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function items(value: unknown): readonly CardJson[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function isObject(value: unknown): value is CardJson {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
