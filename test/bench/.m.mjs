if (process.argv[3]) (await import('node:module')).enableCompileCache(process.argv[3]);
const t=performance.now();
if (process.argv[2]==='main') { await import('../../bot/main.ts'); const a=performance.now(); await Promise.all([import('../../bot/teams/auth.ts'),import('../../bot/teams/adapter.ts'),import('../../bot/teams/connector.ts'),import('../../bot/teams/reconcile.ts')]); console.log('main', Math.round(a-t), 'sdk', Math.round(performance.now()-a), 'total', Math.round(performance.now())); }
else { for (const w of 'restify,botbuilder,botframework-connector,@azure/identity,adaptivecards-templating,zod,yaml,pino'.split(',')) await import(w); console.log('packages total', Math.round(performance.now()), Math.round(performance.now()-t)); }
