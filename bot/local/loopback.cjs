// Preloaded into every Playground child: it listens on 127.0.0.1 whatever it asks for, and it ends when its parent is gone.
// CommonJS, because --require runs it before the Playground's own code; Ctrl-C is the parent's to judge, so the child ignores it.
'use strict';
const net = require('node:net');

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (first, ...rest) {
  if (typeof first === 'number') return listen.call(this, first, '127.0.0.1', ...(typeof rest[0] === 'string' ? rest.slice(1) : rest));
  if (typeof first === 'object' && first !== null && first.port !== undefined)
    return listen.call(this, { ...first, host: '127.0.0.1' }, ...rest);
  throw new Error('refused to listen on anything but a port of 127.0.0.1');
};

const leave = () => process.exit(0);
if (!process.connected) leave();
process.on('disconnect', leave);

const on = process.on;
process.on('SIGINT', () => {});
process.on = function (name, listener) {
  return name === 'SIGINT' ? this : on.call(this, name, listener);
};
