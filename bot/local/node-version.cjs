// Before anything else: says in one sentence that Node is too old, on a Node that cannot even read TypeScript; and lets Node keep what it
// compiles for the next start. Used as: node --require ./bot/local/node-version.cjs bot/main.ts
'use strict';
if (parseInt(process.versions.node, 10) < 24) {
  process.stderr.write(
    'Glassbreak needs Node 24 or later, and this is Node ' +
      process.versions.node +
      ': start it with npm (npm start, npm run serve), which brings its own.\n',
  );
  process.exit(1);
}
// kept beside the packages, where nobody may write who may not change the program itself; where nobody may write at all, nothing is kept
require('node:module').enableCompileCache(require('node:path').join(__dirname, '../../node_modules/.cache/compiled'));
