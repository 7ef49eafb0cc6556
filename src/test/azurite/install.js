// Installs the pinned Azurite into the folder given as the argument, unless it is there already.
'use strict';

const { spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');

const target = process.argv[2];
const lock = fs.readFileSync(path.join(__dirname, 'package-lock.json'), 'utf8');
const stamp = path.join(target, 'installed-lock.json');

if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === lock) {
  process.exit(0);
}

fs.mkdirSync(target, { recursive: true });
for (const file of ['package.json', 'package-lock.json']) {
  fs.copyFileSync(path.join(__dirname, file), path.join(target, file));
}
const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
  cwd: target,
  stdio: ['ignore', 'ignore', 'inherit'],
  shell: process.platform === 'win32',
});
if (npm.error || npm.status !== 0) {
  console.error(
    'Azurite could not be installed with npm: ' +
      (npm.error ? npm.error.message : 'npm ended with ' + npm.status) +
      '. Node.js 20 with npm must be on the PATH, and the npm registry reachable.'
  );
  process.exit(1);
}
fs.writeFileSync(stamp, lock);
