import { loadDemo } from '../exchange';
import { ApiTokensService, OperatorService } from '../identity';
import { apiDocument } from '../api-document';
import { makeApp } from '../configure-app';
import { appDataSource, AuditSealService, Database, readSettings, SCOPES } from '../platform';
import type { Scope } from '../platform';
import { EXIT } from './exit';
import { print, printJson, withServices } from './context';
import { migrateDatabase } from './open-database';

export async function migrateCommand(): Promise<void> {
  const applied = await migrateDatabase(readSettings(process.env));
  print(applied.length === 0 ? 'The database is at this release already.' : `Applied:\n  ${applied.join('\n  ')}`);
}

export async function apiDocumentCommand(): Promise<void> {
  const settings = readSettings({ LOG_LEVEL: 'warn' });
  const app = await makeApp(settings, new Database(appDataSource('postgres://nobody@127.0.0.1:1/none')));
  await printJson(apiDocument(app));
}

export async function demoCommand(): Promise<void> {
  await withServices(async (services, dataDir) => {
    const loaded = await loadDemo(services, dataDir);
    print(loaded ? 'The demo portfolio was loaded.' : 'The database is not empty, so the demo was not loaded.');
    if (!loaded) process.exitCode = EXIT.refused;
  });
}

export async function verifyAuditCommand({ json }: { json?: boolean }): Promise<void> {
  await withServices(async (services) => {
    const verdicts = await services.get(AuditSealService, { strict: false }).verifyAll();
    if (json === true) await printJson(verdicts);
    else if (verdicts.length === 0) print('There is nothing in the audit record yet.');
    for (const { organisationId, sealed, head, brokenAt } of json === true ? [] : verdicts) {
      const verdict = brokenAt === null ? `whole, head ${head ?? '-'}` : `BROKEN at event ${String(brokenAt)}`;
      print(`${organisationId}  ${String(sealed)} events  ${verdict}`);
    }
    if (verdicts.some(({ brokenAt }) => brokenAt !== null)) process.exitCode = EXIT.refused;
  });
}

export interface UserOptions {
  email: string;
  organisation: string;
  kind: string;
  role: string;
  json?: boolean;
}

export async function userCreateCommand(options: UserOptions): Promise<void> {
  await withServices(async (services) => {
    const made = await services.get(OperatorService, { strict: false }).createUser(options);
    if (options.json === true) return printJson(made);
    if (made.oneTimeToken === null) print('They act for this organisation already and sign in as before.');
    else print(`To set a password, once, until ${made.expiresAt ?? ''}:\n${passwordLink(made.oneTimeToken)}`);
  });
}

/** Where the person sets their password: whoever runs the server knows its address, even where no setting says it. */
export function passwordLink(token: string): string {
  const { publicUrl, host, port } = readSettings(process.env);
  const address = publicUrl ?? new URL(`http://${host}:${String(port)}`);
  return new URL(`/set-password/${token}`, address).toString();
}

export interface TokenOptions {
  organisation: string;
  role: string;
  days: number;
  label: string;
  json?: boolean;
}

export async function tokenCreateCommand({ organisation, role, days, label, json }: TokenOptions): Promise<void> {
  await withServices(async (services) => {
    const actor = await services.get(OperatorService, { strict: false }).actorFor(organisation);
    const scopes: Scope[] = [...SCOPES];
    const { secret, token } = await services
      .get(ApiTokensService, { strict: false })
      .create(actor, { label, role, scopes, days });
    if (json === true) return printJson({ id: token.id, token: secret, expiresAt: token.expiresAt.toISOString() });
    print(secret);
  });
}
