// Installs the packages that a folder pins into another one, unless they are there already:
// node install.js <folder with package.json and package-lock.json> <folder to install into>
'use strict';

const { spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');

const [source, target] = process.argv.slice(2);
const lock = fs.readFileSync(path.join(source, 'package-lock.json'), 'utf8');
const stamp = path.join(target, 'installed-lock.json');

if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === lock) {
  process.exit(0);
}

fs.mkdirSync(target, { recursive: true });
for (const file of ['package.json', 'package-lock.json']) {
  fs.copyFileSync(path.join(source, file), path.join(target, file));
}
const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
  cwd: target,
  stdio: ['ignore', 'ignore', 'inherit'],
  shell: process.platform === 'win32',
});
if (npm.error || npm.status !== 0) {
  console.error(
    'What ' + source + ' pins could not be installed with npm: ' +
      (npm.error ? npm.error.message : 'npm ended with ' + npm.status) +
      '. Node.js 20 with npm must be on the PATH, and the npm registry reachable.'
  );
  process.exit(1);
}
fs.writeFileSync(stamp, lock);
