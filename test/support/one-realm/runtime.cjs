'use strict';
// Loads the product and its packages by Node itself, once a worker; test files and their helpers stay Jest's, one copy a file.
const { createRequire, Module } = require('node:module');
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve, sep } = require('node:path');
const { transformSync } = require('@swc/core');
const { default: Runtime } = require('jest-runtime');
const swc = require('./swc.cjs');

const root = resolve(__dirname, '../../..');
const source = join(root, 'src') + sep;
const packages = join(root, 'node_modules') + sep;
const load = createRequire(__filename);

const maps = new Map();

Module._extensions['.ts'] = (module, filename) => {
  const options = { ...swc, filename, sourceMaps: true, swcrc: false, configFile: false };
  const { code, map } = transformSync(readFileSync(filename, 'utf8'), options);
  maps.set(filename, map);
  module._compile(code, filename);
};

let folder;
const written = new Map();

/** The file with the source map of a shared module, written when a failing test first asks for it. */
function mapFileOf(filename) {
  const before = written.get(filename);
  if (before !== undefined) return before;
  if (folder === undefined) {
    folder = mkdtempSync(join(tmpdir(), 'accord-maps-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  }
  const file = join(folder, `${written.size}.json`);
  writeFileSync(file, maps.get(filename));
  written.set(filename, file);
  return file;
}

/** For jest-runner, which maps the lines of an error back to what was written. */
class LiveMaps {
  constructor(ofFile) {
    this.ofFile = ofFile;
  }

  get(filename) {
    return maps.has(filename) ? mapFileOf(filename) : this.ofFile.get(filename);
  }

  [Symbol.iterator]() {
    return this.ofFile[Symbol.iterator]();
  }
}

const resolvers = new Map();

function pathOf(from, name) {
  if (Module.isBuiltin(name)) return null;
  let own = resolvers.get(from);
  if (own === undefined) resolvers.set(from, (own = createRequire(from)));
  try {
    return own.resolve(name);
  } catch {
    return null;
  }
}

const isShared = (path) => path !== null && (path.startsWith(source) || path.startsWith(packages));

module.exports = class OneRealmRuntime extends Runtime {
  requireModule(from, name, options, isRequireActual) {
    if (name && !options?.isInternalModule) {
      const path = pathOf(from, name);
      if (isShared(path)) return load(path);
    }
    return super.requireModule(from, name, options, isRequireActual);
  }

  getSourceMaps() {
    return new LiveMaps(super.getSourceMaps());
  }
};
