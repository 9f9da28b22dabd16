// What people should do: a runbook, its steps and the tasks after a use, as their files say it and as the product reads it.
import { z } from 'zod';
import { address, day, keyed, line, listOf, oneOf, prose, slug, whole } from './fields.ts';

/** What is broken; `drill` when nothing is. Each runbook says which of these it serves. */
export const DOMAINS = [
  'dont-know',
  'conditional-access',
  'mfa-provider',
  'federation',
  'last-admin-gone',
  'no-approver-left',
  'suspected-attack',
  'entra-outage',
  'teams-unavailable',
  'drill',
] as const;
export type Domain = (typeof DOMAINS)[number];

/**
 * do: somebody acts. decide: the answer says which steps come next. check: looked at rather than done, by the product where
 * the step names what, else by people. witness: counts only when a second person has confirmed it.
 */
export const KINDS = ['do', 'decide', 'check', 'witness'] as const;
export type StepKind = (typeof KINDS)[number];

/**
 * What the product can be asked to look at by itself. admins-work: two administrators signed in with accounts of their own and saved a change.
 * mfa-works: three people signed in with the usual second factor. account-as-listed: methods, role, domain and exclusions of the emergency
 * account are as listed. The others: sessions of the account are revoked; its methods, its roles, the Conditional Access policies are as before.
 */
export const LOOKS = [
  'admins-work',
  'mfa-works',
  'account-as-listed',
  'sessions-revoked',
  'methods-unchanged',
  'roles-unchanged',
  'policies-unchanged',
] as const;
export type Look = (typeof LOOKS)[number];

export const EVIDENCE = ['none', 'text', 'link', 'number', 'choice'] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** Who answers a step: the operator alone, or any responder. */
export const STEP_ROLES = ['operator', 'responder'] as const;
/** Who owes a task after the use. Not a manager: whoever did a task cannot sign the review. */
export const TASK_OWNERS = ['operator', 'custodian', 'responder'] as const;

export const CREDENTIAL_TYPES = ['password', 'passkey', 'certificate'] as const;
export type CredentialType = (typeof CREDENTIAL_TYPES)[number];

/** A dry drill covers no sign-in; a live one is announced, with one sign-in. */
export const DRILLS = ['dry', 'live'] as const;
export type DrillSort = (typeof DRILLS)[number];

export const RunbookId = slug().brand<'RunbookId'>();
export type RunbookId = z.infer<typeof RunbookId>;
export const StepId = slug().brand<'StepId'>();
export type StepId = z.infer<typeof StepId>;

const stepIds = listOf(StepId, { name: 'step ids', min: 0, max: 12 });
const option = { id: slug(), title: line(80) };
const options = listOf(keyed(option), { name: 'choices with id and title', min: 2, max: 6 });

const everyStep = {
  id: StepId.describe('The name of the step, never changed once people have used the runbook.'),
  title: line(70).describe('What to do, as a short command.'),
  body: prose(1500).describe('Paragraphs, lists, bold, italic and https links; nothing else is shown in Teams.'),
  worked: prose(300).optional().describe('Ends the sentence "You know it worked when …".'),
  by: oneOf(STEP_ROLES).default('operator').describe('Who answers the step.'),
  after: stepIds.optional().describe('Steps this one waits for. Without it: the step before it in the file.'),
  minutes: whole(1, 240).describe('How long the step usually takes.'),
  safety: z.literal(true, { error: 'must be true, or be left out' }).optional().describe('The product reminds people of this step.'),
};
const proof = {
  evidence: oneOf(EVIDENCE).default('none').describe('What must be written down before the step is done.'),
  choices: options.optional().describe('The answers to choose from, for evidence: choice.'),
};

/** What each kind is, and when such a step counts. */
export const KIND_MEANS: Readonly<Record<StepKind, string>> = {
  do: 'Somebody does something; it counts when they say that it is done, with the evidence that the step asks for.',
  decide: 'Somebody chooses; it counts when they have, and opens the steps that the answer names.',
  check:
    'Somebody looks whether it worked and says so, with the evidence that the step asks for. Where the step names a `look`, that is a claim until Glassbreak sees it: seen right settles the step, seen wrong opens it again and nobody can tick it away.',
  witness: 'Somebody does something; it counts only when a second person has looked and confirmed it.',
};
const kindIs = <const T extends StepKind>(kind: T) => z.literal(kind).describe(KIND_MEANS[kind]);
const DoStep = keyed({
  ...everyStep,
  kind: kindIs('do'),
  ...proof,
  fallback: StepId.optional().describe('A later step, reached only when this one is reported as not working.'),
});
const DecideStep = keyed({
  ...everyStep,
  kind: kindIs('decide'),
  evidence: oneOf(['none', 'text', 'link', 'number']).default('none').describe('What must be written down with the decision.'),
  choices: listOf(
    keyed({
      ...option,
      to: stepIds.describe('Steps that only this answer opens; may be empty.'),
      only: oneOf(DRILLS).optional().describe('In a drill of the other sort this answer is not there.'),
    }),
    { name: 'choices with id, title and to', min: 2, max: 6 },
  ).describe('The answers. A step named in `to` is reached only through it.'),
});
const CheckStep = keyed({
  ...everyStep,
  kind: kindIs('check'),
  ...proof,
  look: oneOf(LOOKS).optional().describe('What the product looks at by itself; a person’s answer then stays “claimed” until it was seen.'),
});
const WitnessStep = keyed({ ...everyStep, kind: kindIs('witness'), ...proof });

const StepFile = z.discriminatedUnion('kind', [DoStep, DecideStep, CheckStep, WitnessStep], {
  error: ({ note }) => (note === undefined ? 'must be a step with keys such as id, title and kind' : `must be one of ${KINDS.join(', ')}`),
});

export const TaskFile = keyed({
  id: slug().describe('The name of the task.'),
  title: line(70).describe('What to do, as a short command.'),
  body: prose(1500).describe('Paragraphs, lists, bold, italic and https links.'),
  for: oneOf([...CREDENTIAL_TYPES, 'any']).describe('The credential type whose accounts need this task.'),
  owner: oneOf(TASK_OWNERS).describe('Who owes it. Somebody else confirms it.'),
  minutes: whole(5, 20_160).describe('Due this many minutes after the hand-back.'),
  evidence: oneOf(['text', 'link', 'number']).describe('No task is done without evidence.'),
});

/** A runbook as its file writes it. */
export const RunbookFile = keyed({
  id: RunbookId.describe('The file name without .yaml.'),
  title: line(70).describe('What the runbook is for.'),
  summary: line(160).describe('When to use it, in one line.'),
  reviewed: day().describe('The day somebody last checked every step.'),
  sources: listOf(keyed({ name: line(160), date: day(), url: address().optional() }), {
    name: 'sources with name and date',
    min: 1,
    max: 20,
  }),
  words: listOf(line(160), { name: 'lines of words', min: 0, max: 20 })
    .default([])
    .describe('What people say when this is the case, also with other names for it: free text finds the runbook by these.'),
  domains: listOf(oneOf(DOMAINS), { name: 'cases it serves', min: 1, max: DOMAINS.length }),
  limits: keyed({ useMinutes: whole(15, 480).describe('The longest use that may be asked for.') }).optional(),
  before: listOf(line(240), { name: 'checks before filing', min: 0, max: 10 }).describe('Looked at before anybody asks for the account.'),
  steps: listOf(StepFile, { name: 'steps', min: 1, max: 60 }),
  after: listOf(TaskFile, { name: 'tasks', min: 0, max: 20 }).default([]).describe('Tasks after the use, beside those of post-use.yaml.'),
});

/** The file of the tasks after every use. */
export const PostUseFile = keyed({ tasks: listOf(TaskFile, { name: 'tasks', min: 1, max: 40 }) });

/** An answer to choose: `to` are the steps that only this answer opens, empty where it merely is evidence. `only` in a drill of this sort. */
export interface Choice {
  readonly id: string;
  readonly title: string;
  readonly to: readonly StepId[];
  readonly only?: DrillSort | undefined;
}

/** `after` is always written out. `choices` stands on a decide step and on evidence `choice`, `fallback` on do only, `look` on check only. */
export interface Step {
  readonly id: StepId;
  readonly title: string;
  readonly body: string;
  readonly worked?: string | undefined;
  readonly kind: StepKind;
  readonly by: (typeof STEP_ROLES)[number];
  readonly after: readonly StepId[];
  readonly evidence: Evidence;
  readonly choices?: readonly Choice[] | undefined;
  readonly minutes: number;
  readonly safety?: true | undefined;
  readonly fallback?: StepId | undefined;
  readonly look?: Look | undefined;
}

/** A task after the use; `minutes` after the hand-back it is due. The files allow no task without evidence. */
export interface CredentialTask {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly for: CredentialType | 'any';
  readonly owner: (typeof TASK_OWNERS)[number];
  readonly minutes: number;
  readonly evidence: Evidence;
}

export interface Source {
  readonly name: string;
  readonly date: string;
  readonly url?: string | undefined;
}

export interface Runbook {
  readonly id: RunbookId;
  readonly title: string;
  readonly summary: string;
  readonly reviewed: string;
  readonly sources: readonly Source[];
  readonly words: readonly string[];
  readonly domains: readonly Domain[];
  readonly limits?: { readonly useMinutes: number } | undefined;
  readonly before: readonly string[];
  readonly steps: readonly Step[];
  readonly after: readonly CredentialTask[];
}
