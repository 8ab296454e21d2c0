import type { Command } from 'commander';
import { GroupRecoveryService } from '../identity';
import { print, printJson, withServices } from './context';
import { passwordLink } from './operating-commands';

export function addRecoveryCommands(program: Command): void {
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
    .action(startCommand);
  recovery
    .command('finish')
    .description('once the notice is over; prints a one-time link for the new lead')
    .requiredOption('--group <name>', 'the group')
    .option('--json', 'print JSON')
    .action(finishCommand);
  recovery
    .command('cancel')
    .description('when anybody who was a lead asks for it')
    .requiredOption('--group <name>', 'the group')
    .action(cancelCommand);
  recovery.command('list').description('what is under way').option('--json', 'print JSON').action(listCommand);
}

interface StartOptions {
  group: string;
  email: string;
  called: string;
  json?: boolean;
}

async function startCommand({ group, email, called, json }: StartOptions): Promise<void> {
  await withServices(async (services) => {
    const recovery = services.get(GroupRecoveryService, { strict: false });
    const started = await recovery.start({ group, email, calledEnding: called });
    if (json === true) return printJson(started);
    print('Tell each of these addresses, in a message of its own, that a new lead was asked for and how to say no:');
    for (const address of started.addressesToTell) print(`  ${address}`);
    print(`Finish on ${started.mayFinishOn} or later. A lead who signs in until then ends it.`);
  });
}

async function finishCommand({ group, json }: { group: string; json?: boolean }): Promise<void> {
  await withServices(async (services) => {
    const made = await services.get(GroupRecoveryService, { strict: false }).finish(group);
    if (json === true) return printJson({ ...made, expiresAt: made.expiresAt?.toISOString() ?? null });
    if (made.oneTimeToken === null) print('They act for this group already and sign in as before.');
    else print(`For ${made.email}, to set a password, once:\n${passwordLink(made.oneTimeToken)}`);
  });
}

async function cancelCommand({ group }: { group: string }): Promise<void> {
  await withServices(async (services) => {
    await services.get(GroupRecoveryService, { strict: false }).cancel(group);
    print('Cancelled. Nothing was changed for the group.');
  });
}

async function listCommand({ json }: { json?: boolean }): Promise<void> {
  await withServices(async (services) => {
    const open = await services.get(GroupRecoveryService, { strict: false }).list();
    const rows = open.map(({ group, started_on: startedOn, may_finish_on: mayFinishOn }) => ({
      group,
      startedOn,
      mayFinishOn,
    }));
    if (json === true) return printJson(rows);
    if (rows.length === 0) print('No recovery is under way.');
    for (const { group, startedOn, mayFinishOn } of rows) {
      print(`${group}  started ${startedOn}, may be finished on ${mayFinishOn} or later`);
    }
  });
}
