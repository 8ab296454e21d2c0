'use strict';
// Jest gives each test file a realm of its own, in which Nest, TypeORM, Fastify and the product are loaded and compiled
// anew: two of the three seconds a file on the database takes before its first test. Here test files share the worker's realm, so
// that what runtime.cjs loads once serves all of them.
const vm = require('node:vm');
const { ModuleMocker } = require('jest-mock');

const ourRealm = Object.freeze({});
const { compileFunction } = vm;
// The one place where Jest names the realm: leaving it out means this one.
vm.compileFunction = (source, names, options) =>
  compileFunction(
    source,
    names,
    options?.parsingContext === ourRealm ? { ...options, parsingContext: undefined } : options,
  );

/** What Jest leaves on the global object for one file, and the next must not find. */
const isOfJest = (key) =>
  typeof key === 'symbol' && /jest|EVENT_HANDLERS|RETRY|TEST_TIMEOUT|LOG_ERRORS/i.test(key.description ?? '');

module.exports = class OneRealmEnvironment {
  constructor() {
    this.global = globalThis;
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimers = null;
    this.fakeTimersModern = null;
    this.exit = process.exit;
    this.console = globalThis.console;
  }

  getVmContext() {
    return ourRealm;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  async setup() {}

  async teardown() {
    process.exit = this.exit;
    for (const key of Reflect.ownKeys(globalThis)) if (isOfJest(key)) Reflect.deleteProperty(globalThis, key);
  }
};
