// Runs Azurite inside this process, and ends when standard input closes. The parent holds the other end of that
// pipe, so Azurite ends with its parent however that one dies: no shutdown hook survives a SIGKILL.
'use strict';

const [, , azuriteDirectory] = process.argv;
process.argv.splice(2, 1);

const end = () => process.exit(0);
process.stdin.on('end', end).on('close', end).on('error', end).resume();
// Ctrl-C in a terminal reaches the whole group of processes: the parent decides when storage may go away.
for (const signal of ['SIGINT', 'SIGHUP']) {
  process.on(signal, () => {});
}
// Azurite asks for SIGINT itself and would close: only the handlers above stay.
const once = process.once.bind(process);
process.once = (event, listener) => (event === 'SIGINT' ? process : once(event, listener));

require(require('path').join(azuriteDirectory, 'node_modules', 'azurite', 'dist', 'src', 'azurite.js'));
