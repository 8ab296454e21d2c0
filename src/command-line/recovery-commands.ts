import { GroupRecoveryService } from '../identity';
import { print, printJson, withServices } from './context';
import { passwordLink } from './operating-commands';

export interface StartOptions {
  group: string;
  email: string;
  called: string;
  json?: boolean;
}

export async function startCommand({ group, email, called, json }: StartOptions): Promise<void> {
  await withServices(async (services) => {
    const recovery = services.get(GroupRecoveryService, { strict: false });
    const started = await recovery.start({ group, email, calledEnding: called });
    if (json === true) return printJson(started);
    print('Tell each of these addresses, in a message of its own, that a new lead was asked for and how to say no:');
    for (const address of started.addressesToTell) print(`  ${address}`);
    print(`Finish on ${started.mayFinishOn} or later. A lead who signs in until then ends it.`);
  });
}

export async function finishCommand({ group, json }: { group: string; json?: boolean }): Promise<void> {
  await withServices(async (services) => {
    const made = await services.get(GroupRecoveryService, { strict: false }).finish(group);
    if (json === true) return printJson({ ...made, expiresAt: made.expiresAt?.toISOString() ?? null });
    if (made.oneTimeToken === null) print('They act for this group already and sign in as before.');
    else print(`For ${made.email}, to set a password, once:\n${passwordLink(made.oneTimeToken)}`);
  });
}

export async function cancelCommand({ group }: { group: string }): Promise<void> {
  await withServices(async (services) => {
    await services.get(GroupRecoveryService, { strict: false }).cancel(group);
    print('Cancelled. Nothing was changed for the group.');
  });
}

export async function listCommand({ json }: { json?: boolean }): Promise<void> {
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
