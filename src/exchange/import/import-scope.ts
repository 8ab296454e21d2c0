import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import { foldName } from '../../shared/text';
import { BodyRegister } from './body-register';

export interface KnownBody {
  id: string;
  name: string;
  odsCode: string | null;
}

/** What a contract row says about its health body. */
interface BodyPointer {
  healthBody: string;
  odsCode: string | null;
}

/** A row that this import may not take. */
export interface Refusal {
  column: string;
  problem: string;
}

/**
 * For which health bodies an import may write. The operator's command line acts for every one that the files name and
 * makes those that are missing; a partnership manager acts for their own.
 */
export class ImportScope {
  private readonly registers = new Map<string, BodyRegister>();
  /** Named by rows of which none has been taken yet. */
  private readonly unmade = new Set<KnownBody>();
  private readonly withNewCode = new Set<KnownBody>();
  /** What else the contract rows of a health body call it. */
  private readonly spellings = new Map<KnownBody, Set<string>>();
  private inside: string | null = null;

  private constructor(
    private readonly tx: Tx,
    private readonly bodies: KnownBody[],
    private readonly mayAdd: boolean,
  ) {}

  static async forOperator(tx: Tx): Promise<ImportScope> {
    await lock(tx, 'import:operator', 'Another import is running on this server');
    const bodies = await tx.asServer<{ id: string; name: string; ods_code: string | null }>(
      'select id, name, ods_code from operator_health_bodies()',
    );
    return new ImportScope(tx, bodies.map(toKnownBody), true);
  }

  static async forTenant(tx: Tx): Promise<ImportScope> {
    const bodies = await tx.query<{ id: string; name: string; ods_code: string | null }>(
      `select o.id, o.name, (select i.value from organisation_identifier i
         where i.organisation_id = o.id and i.scheme = 'GB-NHS' limit 1) as ods_code
       from organisation o where o.id = $1`,
      [tx.actor.organisationId],
    );
    const scope = new ImportScope(tx, bodies.map(toKnownBody), false);
    scope.inside = tx.actor.organisationId;
    return scope;
  }

  /** The health body that a contract row names. One that is missing, and may be made, is made when a row of it is taken. */
  bodyOf({ healthBody, odsCode }: BodyPointer): KnownBody | Refusal {
    const byCode = this.coded(odsCode);
    if (byCode !== undefined) {
      this.spellings.set(byCode, (this.spellings.get(byCode) ?? new Set()).add(foldName(healthBody)));
      return byCode;
    }
    const byName = this.named(healthBody);
    if (byName === undefined) return this.mayAdd ? this.add(healthBody, odsCode) : this.notOurs(healthBody);
    if (odsCode === null) return byName;
    if (byName.odsCode !== null) {
      return {
        column: 'ODS code',
        problem: `${byName.name} is known with the ODS code ${byName.odsCode}; correct the code or the name`,
      };
    }
    // A manager's file gives no code to an organisation: that is the operator's to settle.
    if (!this.mayAdd) return byName;
    byName.odsCode = odsCode;
    this.withNewCode.add(byName);
    return byName;
  }

  /**
   * Writes down a health body as the rows of it that are taken have it: the first one's spelling is its name. Returns
   * the row that gives it a code for the first time.
   */
  async settle<Row extends BodyPointer>(body: KnownBody, taken: readonly Row[]): Promise<Row | null> {
    const [first] = taken;
    if (this.unmade.has(body)) {
      if (first === undefined) return this.forget(body);
      body.name = first.healthBody;
      await this.make(body);
    }
    if (!this.withNewCode.delete(body)) return null;
    const coded = taken.find((row) => row.odsCode !== null) ?? null;
    body.odsCode = coded?.odsCode ?? null;
    if (coded !== null) {
      await this.tx.asServer('select operator_add_ods_code($1, $2, $3)', [body.id, uuid(), coded.odsCode]);
    }
    return coded;
  }

  /** The health body that a payments or contacts row names, which must be known by now. */
  knownBody(nameOrCode: string): KnownBody | Refusal {
    const found = this.named(nameOrCode) ?? this.coded(nameOrCode.toUpperCase());
    if (found !== undefined) return found;
    if (!this.mayAdd) return this.notOurs(nameOrCode);
    return {
      column: 'Health body',
      problem: 'no health body of this name is known; write it as in the contracts file',
    };
  }

  /** Which of our health bodies have a contract of this reference, in any capitals. */
  async bodiesWith(referenceKeys: readonly string[]): Promise<Map<string, KnownBody[]>> {
    const found = new Map<string, KnownBody[]>();
    const note = (key: string, body: KnownBody | undefined) => {
      const known = found.get(key) ?? [];
      if (body !== undefined && !known.includes(body)) found.set(key, [...known, body]);
    };
    for (const [id, register] of this.registers) {
      const body = this.bodies.find((one) => one.id === id);
      for (const key of referenceKeys.filter((one) => register.contracts.has(one))) note(key, body);
    }
    for (const { health_body_id, reference_key } of await this.inDatabase(referenceKeys)) {
      note(
        reference_key,
        this.bodies.find(({ id }) => id === health_body_id),
      );
    }
    return found;
  }

  private inDatabase(keys: readonly string[]): Promise<{ health_body_id: string; reference_key: string }[]> {
    if (this.mayAdd) return this.tx.asServer('select * from operator_contracts_by_reference($1)', [keys]);
    return this.tx.query('select health_body_id, reference_key from contract where reference_key = any($1)', [keys]);
  }

  /** Goes on inside a health body's own walls, one import of it at a time. */
  async enter(body: KnownBody): Promise<BodyRegister> {
    if (this.inside !== body.id) {
      await this.tx.actAs(body.id);
      this.inside = body.id;
    }
    const known = this.registers.get(body.id);
    if (known !== undefined) return known;
    await lock(this.tx, `import:${body.id}`, `Another import for ${body.name} is running`);
    const register = await BodyRegister.load(this.tx, body.id, body.name);
    this.registers.set(body.id, register);
    return register;
  }

  /** The health bodies that an import is on record for: a manager's own though no row of it was taken. */
  async onRecord(): Promise<BodyRegister[]> {
    const [own] = this.bodies;
    if (!this.mayAdd && own !== undefined) await this.enter(own);
    return [...this.registers.values()];
  }

  private coded(odsCode: string | null): KnownBody | undefined {
    return odsCode === null ? undefined : this.bodies.find((body) => body.odsCode === odsCode);
  }

  private named(name: string): KnownBody | undefined {
    const key = foldName(name);
    const byName = this.bodies.find((body) => foldName(body.name) === key);
    if (byName !== undefined) return byName;
    const [only, ...others] = this.bodies.filter((body) => this.spellings.get(body)?.has(key) === true);
    return others.length === 0 ? only : undefined;
  }

  private notOurs(name: string): Refusal {
    const own = this.bodies[0]?.name ?? 'your own health body';
    return {
      column: 'Health body',
      problem: `the row is about "${name}" and you import for ${own}; leave it out or correct the name`,
    };
  }

  private add(name: string, odsCode: string | null): KnownBody {
    const body: KnownBody = { id: uuid(), name, odsCode };
    this.bodies.push(body);
    this.unmade.add(body);
    if (odsCode !== null) this.withNewCode.add(body);
    return body;
  }

  private async make(body: KnownBody): Promise<void> {
    this.unmade.delete(body);
    await this.tx.asServer(`select operator_add_organisation($1, 'health_body', $2, $3)`, [
      body.id,
      body.name,
      foldName(body.name),
    ]);
  }

  private forget(body: KnownBody): null {
    this.bodies.splice(this.bodies.indexOf(body), 1);
    this.registers.delete(body.id);
    return null;
  }
}

function toKnownBody(row: { id: string; name: string; ods_code: string | null }): KnownBody {
  return { id: row.id, name: row.name, odsCode: row.ods_code };
}

/** Held until the transaction ends. Two imports at once: one goes on, the other is told at once. Throws DomainError. */
async function lock(tx: Tx, name: string, busy: string): Promise<void> {
  const [row] = await tx.query<{ got: boolean }>('select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as got', [
    name,
  ]);
  if (row?.got !== true)
    throw new DomainError('conflict', `${busy}. Wait until it has ended, then try again; nothing was changed.`);
}
