// Tests run as ES modules on Node 24; swc only strips types, `tsc` (npm run check) is the type checker.
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2024', parser: { syntax: 'typescript' }, experimental: { keepImportAttributes: true } }, module: { type: 'es6' } },
    ],
  },
  collectCoverageFrom: ['{runbooks,ledger,dialogs,cards,bot}/**/*.ts'],
  coverageProvider: 'v8',
};
