// The verifier that auditors get as one file: verifies an export on any Node from 20 on, without any dependency.
import { verifyCommand } from './verify-command.ts';
import { verifyExport } from './verify-export.ts';

process.exitCode = await verifyCommand(process.argv.slice(2), {
  verify: verifyExport,
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  called: 'node verify.mjs',
});
