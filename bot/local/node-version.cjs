// Says in one sentence that Node is too old, on a Node that cannot even read TypeScript: node --require ./bot/local/node-version.cjs bot/main.ts
'use strict';
if (parseInt(process.versions.node, 10) < 24) {
  process.stderr.write(
    'Glassbreak needs Node 24 or later, and this is Node ' +
      process.versions.node +
      ': start it with npm (npm start, npm run serve), which brings its own.\n',
  );
  process.exit(1);
}
