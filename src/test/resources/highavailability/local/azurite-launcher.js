// Runs Azurite inside this process, and ends when standard input closes. The parent holds the other end of that
// pipe, so Azurite ends with its parent however that one dies: no shutdown hook survives a SIGKILL.
'use strict';

const path = require('path');

const [, , azuriteDirectory] = process.argv;
process.argv.splice(2, 1);

const end = () => process.exit(0);
process.stdin.on('end', end).on('close', end).on('error', end).resume();

// Ctrl-C in a terminal reaches the whole group of processes: the parent decides when storage may go away. Azurite
// asks for SIGINT with once() and would close at it.
process.on('SIGINT', () => {});
const once = process.once.bind(process);
process.once = (event, listener) => (event === 'SIGINT' ? process : once(event, listener));

const azurite = path.join(azuriteDirectory, 'node_modules', 'azurite', 'dist', 'src');
require(path.join(azurite, 'azurite.js'));

// Azurite copies between accounts only when source and target are addressed by the same host and port. Here each
// region's account has a port of its own (a proxy, which can be cut): the source is still asked for through its own
// address, so a region that is cut off cannot be copied from.
const BlobHandler = require(path.join(azurite, 'blob', 'handlers', 'BlobHandler.js')).default;
const validateCopySource = BlobHandler.prototype.validateCopySource;
if (typeof validateCopySource !== 'function') {
  throw new Error('This Azurite checks copy sources in another way: adapt azurite-launcher.js to it');
}
BlobHandler.prototype.validateCopySource = function (copySource, sourceAccount, context) {
  const request = Object.create(context.request, {
    getHeader: {
      value: (name) => (name.toLowerCase() === 'host' ? new URL(copySource).host : context.request.getHeader(name)),
    },
  });
  const holder = Object.create(context.context, { request: { value: request } });
  return validateCopySource.call(this, copySource, sourceAccount, Object.create(context, { context: { value: holder } }));
};
