// Tests run as ES modules on Node 24; swc only strips types, `tsc` (npm run check) is the type checker.
export default {
  testEnvironment: 'node',
  // a machine that does something else beside this is slow, not wrong; with a Playground for each of eleven people slower still
  testTimeout: process.env['TEST_STAGE'] === undefined ? 20_000 : 90_000,
  // modules of a test file stay in memory after it; a process that holds so much of them is replaced, also where there is only one
  workerIdleMemoryLimit: '1GB',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2024', parser: { syntax: 'typescript' }, experimental: { keepImportAttributes: true } },
        module: { type: 'es6' },
      },
    ],
  },
  // `npm run coverage`: the pure rooms, every branch
  collectCoverageFrom: ['{runbooks,ledger,dialogs,cards}/**/*.ts'],
  coverageProvider: 'v8',
  coverageReporters: ['text-summary', 'json-summary'],
  coverageThreshold: { global: { branches: 100, functions: 100, lines: 100, statements: 100 } },
};
