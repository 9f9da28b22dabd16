// Judges whether a typed text looks like a credential, so that people are warned before it is kept. A guess, never a gate: whoever says
// that it is none may keep it. Nothing is remembered of what was judged.

/** What a text looks like, as it stands in a sentence after "looks like". */
export type CredentialKind =
  'a password' | 'a PIN' | 'a recovery code' | 'a one-time code' | 'a private key' | 'a token' | 'a connection string' | 'a secret';

/** Fields that hold a short name or number and nothing else: a word alone in them is no password. */
const NAMES: ReadonlySet<string> = new Set(['seal', 'ticket']);

/** What this text of a field (its name in a command) looks like; null when it looks like none. */
export function credentialLike(field: string, text: string): CredentialKind | null {
  const shaped = SHAPES.find(([, shape]) => shape.test(text));
  if (shaped !== undefined) return shaped[0];
  const words = text
    .replaceAll(HARMLESS, ' ')
    .split(/[\s,;()[\]{}<>"“”„'’`|]+/u)
    .filter((word) => word !== '');
  const named = labelled(text.replaceAll(HARMLESS, ' '));
  if (named !== null) return named;
  if (words.some((word) => isRecoveryCode(bare(word)))) return 'a recovery code';
  const alone = words.length === 1 && words[0] === text.trim();
  if (words.some((word) => isRandom(bare(word)))) return 'a secret';
  if (alone && !NAMES.has(field) && isPassword(text.trim())) return 'a password';
  return !NAMES.has(field) && words.some((word) => mixesSigns(bare(word))) ? 'a password' : null;
}

/** Forms that no other text has. */
const SHAPES: readonly (readonly [CredentialKind, RegExp])[] = [
  ['a private key', /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----|PuTTY-User-Key-File-\d/],
  ['a token', /\beyJ[\w-]{6,}\.[\w-]{6,}\.[\w-]*|\bBearer\s+[\w.~+/-]{16,}/],
  [
    'a token',
    /\b(gh[opsur]_\w{20,}|github_pat_\w{20,}|xox[abprs]-[\w-]{10,}|glpat-[\w-]{16,}|AKIA[0-9A-Z]{16}|sk_live_\w{16,}|AIza[\w-]{30,})/,
  ],
  ['a secret', /(?<![\w~.-])[\w~.-]{3}[78]Q~[\w~.-]{30,36}(?![\w~.-])/],
  [
    'a connection string',
    /\b(AccountKey|SharedAccessKey|SharedAccessSignature|Pwd|Password)\s*=\s*[^;\s]{4,}\s*;|;\s*(AccountKey|SharedAccessKey|Pwd|Password)\s*=\s*[^;\s]{4,}/i,
  ],
  ['a connection string', /\b[a-z][a-z+]{2,15}:\/\/[^\s/:@]+:[^\s/:@]+@/i],
  ['a token', /[?&](sig|token|access_token|client_secret|api_?key|password|pwd)=[^&\s]{12,}/i],
  ['a recovery code', /\b\d{6}(-\d{6}){7}\b/],
];

/** Addresses, ids, hashes, times and error codes, which stand in most evidence and are no secrets. */
const HARMLESS = new RegExp(
  [
    String.raw`\b[a-z][a-z+.-]*:\/\/\S+`,
    String.raw`[\w.+#-]+@[\w-]+(\.[\w-]+)+`,
    String.raw`\b[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}\b`,
    String.raw`\b([0-9a-f]{2}:){5,}[0-9a-f]{2}\b`,
    String.raw`\b(?=\d*[a-f])[0-9a-f]{7,}\b`,
    String.raw`\bAADSTS\d+\b`,
    String.raw`\bssh-\w+ \S+`,
    String.raw`\b\d{4}-\d\d-\d\d(T[\d:.]+Z?)?`,
    String.raw`\b\d\d?[:.]\d\d([:.]\d\d)?\b`,
  ].join('|'),
  'giu',
);

const LABELS: readonly (readonly [CredentialKind, string, RegExp])[] = [
  ['a PIN', String.raw`pin|puk`, /^\d{4,12}$/],
  ['a one-time code', String.raw`tap|temporary access pass(?:code)?|otp|totp`, /^(?=.*[\d\p{S}\p{P}])\S{6,}$/u],
  [
    'a one-time code',
    String.raw`(?:one[- ]time|verification|security|authenticator|mfa|2fa|sms|sign-in|login)[- ](?:code|passcode)s?`,
    /^\d{4,8}$/,
  ],
  ['a recovery code', String.raw`(?:recovery|backup)[- ](?:code|key)s?`, /^(?=.*\d)\S{5,}$/],
  ['a password', String.raw`password|passwort|kennwort|passwd|pwd|pass|passphrase`, /^\S{4,}$/],
  ['a secret', String.raw`(?:client |shared |app )?secret|(?:api|access|account)[ _-]?key`, /^(?=.*\d)\S{8,}$/],
];

/** What people write after such a word when they say how it is and not what it is. */
const SAYING =
  /^(changed|reset|rotated|replaced|sealed|re-sealed|resealed|unchanged|unknown|expired|works?|worked|working|yes|no|none|done|ok|okay|new|old|set|safe|lost|missing|see|the|is|was|not|never|and|or|in|to|for|with|of|on|at|by|under|has|had|protection|policy|policies|manager|hash|hashes|sync|spray|writeback|less|age|length|entry|prompt|field|page|envelope|paper|printed|verified|confirmed|accepted|rejected|refused|wrong|correct|same|both|only|needed|required|asked|n\/a|revoked|removed|returned|pending|checked|tested|open(ed)?|closed?)$/i;

/** A word such as "password" with its value behind it. */
function labelled(text: string): CredentialKind | null {
  for (const [kind, label, value] of LABELS) {
    const all = text.matchAll(
      new RegExp(String.raw`(?<![\p{L}\d-])(?:${label})((?:\s+(?:is|ist|was|now|=))+\s+|\s*[:=]+\s*|\s+)(\S+)(?:(\s*$|\s*\n)|)`, 'giu'),
    );
    for (const [, between = '', word = '', last] of all) {
      const said = word.replace(/[.:,]+$/, '');
      const name = isName(said) && !(kind === 'a recovery code' && /^[\d-]+$/.test(said));
      if (SAYING.test(said) || !value.test(said) || name) continue;
      // after a colon or an equals sign a single word is the value, whatever it looks like
      if (kind !== 'a password' || (/[:=]/.test(between) && last !== undefined) || isCoined(said)) return kind;
    }
  }
  return null;
}

/** Whether a word is no word: letters with digits or signs in it. */
function isCoined(word: string): boolean {
  return word.length >= 6 && /\p{L}/u.test(word) && /\d|[!#$%^*~§@+=?&]/.test(word);
}

/** Names of policies, tickets, seals, files and rooms: words and numbers joined by dashes, dots or underscores. */
function isName(word: string): boolean {
  return /[-_./:\\]/.test(word) && word.split(/[-_./:\\]+/).every((piece) => /^(\p{L}*\d*|\d+\p{L}{0,4})$/u.test(piece));
}

const MONTH = /^(january|february|march|april|may|june|july|august|september|october|november|december)\d+$/i;

/** A word alone that mixes three kinds of characters, or is a capital word with a year. */
function isPassword(word: string): boolean {
  if (word.length < 8 || word.length > 64 || isName(word) || MONTH.test(word) || SAYING.test(word)) return false;
  if (/^\p{Lu}\p{Ll}{4,}\d{4}[!?.]?$/u.test(word)) return true;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[!#$%^*~§@+=&?]/].filter((kind) => kind.test(word)).length;
  return kinds >= 3 && /\d|[!#$%^*~§@+=&?]/.test(word) && !/^\p{L}+\d{0,5}$/u.test(word);
}

/** A word with lower and upper case, a digit, and inside it a sign that no name has. */
function mixesSigns(word: string): boolean {
  return word.length >= 8 && /\p{Ll}/u.test(word) && /\p{Lu}/u.test(word) && /\d/.test(word) && /\S[!#$%^*~§@]\S/.test(word);
}

/** Groups of four to six characters, at least two of them with letters and digits mixed: `k7d2-9fmx`. */
function isRecoveryCode(word: string): boolean {
  const groups = word.split('-');
  if (groups.length < 2 || !groups.every((group) => /^[a-z\d]{4,6}$/i.test(group))) return false;
  return groups.filter((group) => /\d/.test(group) && /[a-z]/i.test(group) && !/^([a-z]+\d+|\d+[a-z]+)$/i.test(group)).length >= 2;
}

/** How many characters a word of no language has at least, and how often in it letters, digits and case must change. */
const RANDOM = { least: 16, changes: 0.28 };

/** A long word in which letters, digits and case change as they do in nothing that people make up. */
function isRandom(word: string): boolean {
  if (word.length < RANDOM.least || /^[0-9a-f]+$|^[0-9A-F]+$/.test(word) || isName(word)) return false;
  return word.split(/[-_./:\\]/).some((piece) => {
    const changes = [...piece.matchAll(/(?<=\p{Ll})\p{Lu}|(?<=\p{L})\d|(?<=\d)\p{L}/gu)].length;
    return piece.length >= RANDOM.least / 2 && /\d/.test(word) && changes >= RANDOM.changes * piece.length;
  });
}

/** A word without the punctuation of its sentence. */
function bare(word: string): string {
  return word.replace(/^[.:!?]+/, '').replace(/[.:?]+$/, '');
}
