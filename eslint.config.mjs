// The house's rules that a linter can hold: strict types, imports that only point right, and no world in the pure rooms.
import tseslint from 'typescript-eslint';

const rooms = ['bot', 'cards', 'dialogs', 'ledger', 'runbooks'];
const pureGlobals = [
  'process',
  'console',
  'fetch',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'crypto',
  'globalThis',
  'require',
  'Intl',
];
const anyOf = (names) => names.map((name) => ({ name, message: 'the pure rooms take the world through a port' }));
const leftOf = (room) =>
  rooms.slice(0, rooms.indexOf(room)).map((left) => ({ regex: `(^|/)${left}/`, message: `${room}/ may only import rooms to its right` }));
const world = {
  runbooks: ['(?!yaml$|zod$|minisearch$|node:crypto$)'],
  ledger: ['(?!zod$|node:crypto$)'],
  dialogs: ['(?!zod$)'],
  cards: ['(?!adaptivecards-templating$|adaptive-expressions$)'],
};

export default tseslint.config(
  { ignores: ['node_modules', 'data', 'coverage', 'verify.mjs', '.stryker', 'bot/local/*.cjs'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['*.mjs'] }, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: false }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  ...Object.keys(world).map((room) => ({
    files: [`${room}/**/*.ts`],
    rules: {
      'no-restricted-globals': ['error', ...anyOf(pureGlobals)],
      'no-restricted-imports': [
        'error',
        { patterns: [...leftOf(room), { regex: `^${world[room][0]}(?!\\.)`, message: `not on the allow-list of ${room}/` }] },
      ],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }, { object: 'Date', property: 'now' }],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'the clock comes in with the command' },
      ],
    },
  })),
  {
    files: ['bot/**/*.ts'],
    ignores: ['bot/teams/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: '^(botbuilder|botframework)', message: 'only in bot/teams/' }] }] },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
  { files: ['*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
);
