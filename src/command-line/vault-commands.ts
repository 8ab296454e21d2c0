import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { ModulusService, RotationService } from '../finance';
import type { VaultCount } from '../finance';
import { keptMasterKey, masterKeyIn, nextMasterKey, putNextInPlace, readSettings } from '../platform';
import type { MasterKey } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { print, printJson, withServices } from './context';
import { UsageError } from './exit';
import { date } from './options';

export function addVaultCommands(program: Command): void {
  const vault = program.command('vault').description('the bank-detail vault: its master key, and the modulus tables');
  vault
    .command('status')
    .description('which master key the vaults need, and which tables are loaded; never a key or a number')
    .option('--json', 'print JSON')
    .action(statusCommand);
  vault
    .command('rotate-key')
    .description('wrap all data keys by a new master key; stop the server first, and start it with the new key after')
    .option('--old-key-file <path>', 'holds the old master key, where ACCORD_MASTER_KEY is the new one')
    .action(rotateCommand);
  vault
    .command('load-modulus')
    .description('load the published tables that account numbers are checked with')
    .requiredOption('--weights <file>', 'the modulus weight table, valacdos.txt')
    .requiredOption('--substitutions <file>', 'the sorting code substitutions, scsubtab.txt')
    .requiredOption('--version <name>', 'the version as it is published, for example v9.00')
    .requiredOption('--effective <date>', 'the first day on which they apply', date)
    .action(loadCommand);
}

async function statusCommand({ json }: { json?: boolean }): Promise<void> {
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

async function rotateCommand({ oldKeyFile }: { oldKeyFile?: string }): Promise<void> {
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

interface LoadOptions {
  weights: string;
  substitutions: string;
  version: string;
  effective: CalendarDate;
}

async function loadCommand({ weights, substitutions, version, effective }: LoadOptions): Promise<void> {
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
