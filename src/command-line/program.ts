import { Command } from 'commander';
import type { EvaluateOptions, ImportOptions, ReportOptions } from './data-commands';
import type { TokenOptions, UserOptions } from './operating-commands';
import { date, wholeNumber } from './options';
import type { StartOptions } from './recovery-commands';
import type { LoadOptions } from './vault-commands';

/** What there is to call. The product itself is loaded once one of them begins: help and usage do not wait for it. */
export function accordProgram(): Command {
  const program = new Command('accord')
    .description('Accord: one record of the partnership, for health bodies and LGBTQ+ voluntary groups')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(add --help to see how it is used)');
  addOperatingCommands(program);
  addDataCommands(program);
  addRecoveryCommands(program);
  addVaultCommands(program);
  return program;
}

function addOperatingCommands(program: Command): void {
  program
    .command('serve')
    .description('serve the API; what npm start runs')
    .action(async () => (await import('./serve.js')).serve());
  program
    .command('migrate')
    .description('bring the database to this release')
    .action(async () => (await import('./operating-commands.js')).migrateCommand());
  program
    .command('demo')
    .description('load the demo portfolio into an empty database')
    .action(async () => (await import('./operating-commands.js')).demoCommand());
  program
    .command('api-document')
    .description('print the OpenAPI document; needs no database')
    .action(async () => (await import('./operating-commands.js')).apiDocumentCommand());
  program
    .command('verify-audit')
    .description("seal and check the audit record's chain, and print its heads")
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) =>
      (await import('./operating-commands.js')).verifyAuditCommand(options),
    );
  program
    .command('user')
    .description('people who may sign in')
    .command('create')
    .description(
      'give somebody a role; makes the organisation if it is missing; prints a one-time link to set a password with',
    )
    .requiredOption('--email <address>', 'their email address')
    .requiredOption('--organisation <name>', 'the organisation')
    .requiredOption('--kind <kind>', 'health-body or group')
    .requiredOption('--role <role>', 'for example administrator, partnership_manager, group_lead')
    .option('--json', 'print JSON')
    .action(async (options: UserOptions) => (await import('./operating-commands.js')).userCreateCommand(options));
  program
    .command('token')
    .description('keys for other systems')
    .command('create')
    .description('make an API token and print it, once')
    .requiredOption('--organisation <name>', 'the organisation that it acts for')
    .requiredOption('--role <role>', 'the role that it has there')
    .option('--days <number>', 'how many days it works', wholeNumber(1, 366), 90)
    .option('--label <text>', 'what it is for', 'Made on the command line')
    .option('--json', 'print JSON')
    .action(async (options: TokenOptions) => (await import('./operating-commands.js')).tokenCreateCommand(options));
}

function addDataCommands(program: Command): void {
  program
    .command('import')
    .description('bring in contracts, payments and contacts from CSV files, all or nothing')
    .option('--contracts <file>', 'the contract register')
    .option('--payments <file>', 'the payments ledger')
    .option('--contacts <file>', 'the contact log')
    .option('--dry-run', 'judge everything and change nothing')
    .option('--keep-good', 'take the good rows, and write the others beside their file, to mend')
    .option('--as-of <date>', 'the day to judge by (default: today in London)', date)
    .option('--json', 'print JSON')
    .action(async (options: ImportOptions) => (await import('./data-commands.js')).importCommand(options));
  program
    .command('report')
    .description('what is late, and what rests on one person')
    .option('--as-of <date>', 'the day to judge by (default: today in London)', date)
    .option('--health-body <name>', 'only this health body')
    .option('--json', 'print JSON')
    .action(async (options: ReportOptions) => (await import('./data-commands.js')).reportCommand(options));
  program
    .command('evaluate')
    .description('judge what has changed since the last time, and keep what needs care as findings')
    .option('--as-of <date>', 'the day to judge by, never before one judged already (default: today in London)', date)
    .option('--json', 'print JSON')
    .action(async (options: EvaluateOptions) => (await import('./data-commands.js')).evaluateCommand(options));
}

function addRecoveryCommands(program: Command): void {
  const recovery = program
    .command('group-recovery')
    .description('a new lead for a group whose leads have all gone: a call back, seven days of notice, a link');
  recovery
    .command('start')
    .description('after calling back a number on record; prints whom to tell, and the first day to finish on')
    .requiredOption('--group <name>', 'the group')
    .requiredOption('--email <address>', 'who is to be its lead')
    .requiredOption('--called <digits>', 'the last three digits of the number on record that was called back')
    .option('--json', 'print JSON')
    .action(async (options: StartOptions) => (await import('./recovery-commands.js')).startCommand(options));
  recovery
    .command('finish')
    .description('once the notice is over; prints a one-time link for the new lead')
    .requiredOption('--group <name>', 'the group')
    .option('--json', 'print JSON')
    .action(async (options: { group: string; json?: boolean }) =>
      (await import('./recovery-commands.js')).finishCommand(options),
    );
  recovery
    .command('cancel')
    .description('when anybody who was a lead asks for it')
    .requiredOption('--group <name>', 'the group')
    .action(async (options: { group: string }) => (await import('./recovery-commands.js')).cancelCommand(options));
  recovery
    .command('list')
    .description('what is under way')
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => (await import('./recovery-commands.js')).listCommand(options));
}

function addVaultCommands(program: Command): void {
  const vault = program.command('vault').description('the bank-detail vault: its master key, and the modulus tables');
  vault
    .command('status')
    .description('which master key the vaults need, and which tables are loaded; never a key or a number')
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => (await import('./vault-commands.js')).statusCommand(options));
  vault
    .command('rotate-key')
    .description('wrap all data keys by a new master key; stop the server first, and start it with the new key after')
    .option('--old-key-file <path>', 'holds the old master key, where ACCORD_MASTER_KEY is the new one')
    .action(async (options: { oldKeyFile?: string }) => (await import('./vault-commands.js')).rotateCommand(options));
  vault
    .command('load-modulus')
    .description('load the published tables that account numbers are checked with')
    .requiredOption('--weights <file>', 'the modulus weight table, valacdos.txt')
    .requiredOption('--substitutions <file>', 'the sorting code substitutions, scsubtab.txt')
    .requiredOption('--version <name>', 'the version as it is published, for example v9.00')
    .requiredOption('--effective <date>', 'the first day on which they apply', date)
    .action(async (options: LoadOptions) => (await import('./vault-commands.js')).loadCommand(options));
}
