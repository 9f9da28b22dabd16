import { mkdtempSync } from 'node:fs';
import { Child } from './child.ts';
import { World, ROOM } from './world.ts';
import { votes, echoes } from './turns.ts';
import { exampleConfig } from './example.ts';
const config = exampleConfig();
const world = new World();
const around = await world.open();
const flags = process.env['PROF'] ? ['--cpu-prof','--cpu-prof-dir=/tmp/prof'] : [];
const product = new Child('product', { ...around, directory: mkdtempSync('/tmp/gb-bench-') }, flags);
const echo = new Child('echo', { ...around, tenant: config.tenant });
const port = await product.until('listening') as number; console.log('product listening', product.age);
const eport = await echo.until('listening') as number; console.log('echo', echo.age);
const P = { world, tenant: config.tenant, child: product, port }; const E = { world, tenant: config.tenant, child: echo, port: eport };
for (const { accounts } of config.roster.people.values()) for (const c of [`a:${accounts[0]}`, ROOM]) await world.send(port, { account: accounts[0] ?? '', tenant: config.tenant, conversation: c }, { type: 'installationUpdate', action: 'add' });
await product.ask('drained');
const med = (v: readonly number[]) => v.toSorted((a,b)=>a-b)[Math.floor(v.length/2)] ?? NaN;
const mean = (v: readonly number[]) => v.reduce((a,b)=>a+b,0)/v.length;
for (let r = 0; r < Number(process.argv[2] ?? 6); r++) {
  const e = await echoes(E, 40); const i = await echoes(E, 40, true); const v = await votes(P, 40);
  console.log('p50', med(e.waited).toFixed(2), med(i.waited).toFixed(2), med(v.waited).toFixed(2), 'cpu', mean(e.cpu).toFixed(2), mean(i.cpu).toFixed(2), mean(v.cpu).toFixed(2), 'ratio', (med(v.waited)/med(e.waited)).toFixed(2), (mean(v.cpu)/mean(e.cpu)).toFixed(2), 'after', (v.after/40).toFixed(1), 'posts', v.posts/40);
}
console.log((await product.ask('counted') as {took?: number[]}[]).filter(x => x.took).slice(-30).map(x => [...x.took, (x as any).all].map(y => y.toFixed(2)).join(' / ')).join('\n'));
await product.end(); await echo.end(); await world.close();
