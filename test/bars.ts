// The house's bars on size that a program can see, for `npm run check`: files, functions, parameters, and how much stands in small files.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import ts from 'typescript';

const FILE = 250;
const FUNCTION = 40;
const PARAMETERS = 3;
const SMALL = 150;
const ROOMS = /^(bot|cards|dialogs|ledger|runbooks)\/.*(?<!\.d)\.ts$/;

const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' }).split('\n');
const files = tracked.filter((name) => ROOMS.test(name) && existsSync(name));
const problems: string[] = [];
const weights: number[] = [];

for (const name of files) {
  const text = readFileSync(name, 'utf8');
  const lines = text.split('\n').length - 1;
  weights.push(lines);
  if (lines > FILE) problems.push(`${name}: ${lines} lines, at most ${FILE}`);
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  visit(source, source);
}

function visit(node: ts.Node, source: ts.SourceFile): void {
  if (isFunction(node) && node.body !== undefined) {
    const line = (at: number) => source.getLineAndCharacterOfPosition(at).line + 1;
    const long = line(node.end) - line(node.getStart()) + 1;
    const where = `${source.fileName}:${line(node.getStart())}`;
    // a switch whose cases are one call each may be as long as its union
    if (long > FUNCTION && !/^\s*\{?\s*(return )?switch/m.test(node.body.getText().slice(0, 200)))
      problems.push(`${where}: a function of ${long} lines, at most ${FUNCTION}`);
    if (node.parameters.length > PARAMETERS) problems.push(`${where}: ${node.parameters.length} parameters, at most ${PARAMETERS}`);
  }
  ts.forEachChild(node, (child) => visit(child, source));
}

function isFunction(node: ts.Node): node is ts.FunctionDeclaration | ts.MethodDeclaration | ts.ArrowFunction | ts.FunctionExpression {
  return ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

const all = weights.reduce((sum, lines) => sum + lines, 0);
const small = weights.filter((lines) => lines <= SMALL).reduce((sum, lines) => sum + lines, 0);
if (small < all / 2)
  problems.push(`only ${Math.round((100 * small) / all)} % of all lines stand in files of at most ${SMALL} lines, half must`);
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.stdout.write(`${files.length} source files, ${all} lines, ${problems.length} over the bars\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
