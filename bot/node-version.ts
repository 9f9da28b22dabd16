// Refuses to run on a Node that is too old, in one sentence. Entry points import it first. A Node that cannot run TypeScript at all never
// gets here: bot/local/node-version.cjs says the same sentence there.

export const LEAST_NODE = 24;

/** What is wrong with this version of Node (`process.versions.node`), or null. */
export function versionProblem(version: string): string | null {
  if (Number.parseInt(version, 10) >= LEAST_NODE) return null;
  return `Glassbreak needs Node ${LEAST_NODE} or later, and this is Node ${version}: start it with npm (npm start, npm run serve), which brings its own.`;
}

const problem = versionProblem(process.versions.node);
if (problem !== null) {
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}
