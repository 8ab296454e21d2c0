import { readFile } from 'node:fs/promises';
import { ModulusService, RotationService } from '../finance';
import type { VaultCount } from '../finance';
import { keptMasterKey, masterKeyIn, nextMasterKey, putNextInPlace, readSettings } from '../platform';
import type { MasterKey } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { print, printJson, withServices } from './context';
import { UsageError } from './exit';

export async function statusCommand({ json }: { json?: boolean }): Promise<void> {
  await withServices(async (services, dataDir) => {
    const vaults = await services.get(RotationService, { strict: false }).status();
    const modulusVersion = await services.get(ModulusService, { strict: false }).version();
    const masterKeyId = (await presentKey(dataDir))?.id ?? null;
    const status = { masterKeyId, vaults, modulusVersion };
    if (json === true) await printJson(status);
    else printStatus(status);
  });
}

interface Status {
  masterKeyId: string | null;
  vaults: readonly VaultCount[];
  modulusVersion: string | null;
}

function printStatus({ masterKeyId, vaults, modulusVersion }: Status): void {
  print(masterKeyId === null ? 'There is no master key: set ACCORD_MASTER_KEY.' : `Master key ${masterKeyId}.`);
  if (vaults.length === 0) print('No health body has turned its vault on.');
  for (const { masterKeyId: needed, vaults: count } of vaults) {
    print(`${String(count)} ${count === 1 ? 'vault needs' : 'vaults need'} the master key ${needed}.`);
  }
  print(modulusVersion === null ? 'No modulus tables are loaded.' : `Modulus tables ${modulusVersion}.`);
}

export async function rotateCommand({ oldKeyFile }: { oldKeyFile?: string }): Promise<void> {
  await withServices(async (services, dataDir) => {
    const { from, to, done } = await keysOfRotation(dataDir, oldKeyFile);
    const count = await services.get(RotationService, { strict: false }).rotate(from, to);
    await done();
    print(count === 0 ? 'Nothing was left to wrap.' : `${String(count)} data keys are wrapped by the new master key.`);
    print(`Start the server with the master key ${to.id}.`);
  });
}

interface Rotation {
  from: MasterKey;
  to: MasterKey;
  /** Once everything is wrapped anew. */
  done: () => Promise<void>;
}

/** With a key in the settings, the old one comes from a file; else both lie in the data folder. Throws UsageError. */
async function keysOfRotation(dataDir: string | null, oldKeyFile: string | undefined): Promise<Rotation> {
  const { masterKey } = readSettings(process.env);
  if (masterKey !== null) {
    if (oldKeyFile === undefined) throw new UsageError('Name the file that holds the old key: --old-key-file <path>.');
    return { from: await masterKeyIn(oldKeyFile), to: masterKey, done: () => Promise.resolve() };
  }
  if (dataDir === null) throw new UsageError('Set ACCORD_MASTER_KEY to the new master key.');
  return {
    from: oldKeyFile === undefined ? await keptMasterKey(dataDir) : await masterKeyIn(oldKeyFile),
    to: await nextMasterKey(dataDir),
    done: () => putNextInPlace(dataDir),
  };
}

export interface LoadOptions {
  weights: string;
  substitutions: string;
  version: string;
  effective: CalendarDate;
}

export async function loadCommand({ weights, substitutions, version, effective }: LoadOptions): Promise<void> {
  const files = { weights: await readFile(weights, 'utf8'), substitutions: await readFile(substitutions, 'utf8') };
  await withServices(async (services) => {
    const loaded = await services.get(ModulusService, { strict: false }).load(version, effective, files);
    print(
      `Loaded ${String(loaded.weights)} weights and ${String(loaded.substitutions)} substitutions of ${version}, ` +
        `which apply from ${effective} on.`,
    );
  });
}

async function presentKey(dataDir: string | null): Promise<MasterKey | null> {
  return readSettings(process.env).masterKey ?? (dataDir === null ? null : keptMasterKey(dataDir));
}
