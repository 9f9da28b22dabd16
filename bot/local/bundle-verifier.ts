// Writes the verifier as one file without dependencies, for Node 20 and later: `node bot/local/bundle-verifier.ts [FILE]` (verify.mjs when
// left out).
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Bundles bot/verify-main.ts into the file. Throws esbuild's errors, and when something else than Node's own modules would stay outside. */
export async function bundleVerifier(file: string): Promise<void> {
  const { metafile } = await build({
    entryPoints: [fileURLToPath(new URL('../verify-main.ts', import.meta.url))],
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    banner: {
      js: '#!/usr/bin/env node\n// The Glassbreak verifier: node verify.mjs FILE [--key VKEY]. Made from its source by npm run verifier.',
    },
    charset: 'utf8',
    legalComments: 'none',
    metafile: true,
    logLevel: 'silent',
  });
  const strangers = Object.keys(metafile.inputs).filter((input) => input.includes('node_modules'));
  if (strangers.length > 0) throw new Error(`The verifier must stand alone, and it would hold ${strangers.join(', ')}.`);
}

if (import.meta.main) {
  const file = process.argv[2] ?? 'verify.mjs';
  await bundleVerifier(file);
  process.stdout.write(`Wrote ${file}. An auditor runs: node ${file} EXPORT --key VKEY\n`);
}
