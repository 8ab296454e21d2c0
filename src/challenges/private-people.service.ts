import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, checkVersion, ReadsService, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { NamedPersonView, NamePrivatePersonDto, PrivatePersonView } from './private.dto';

const NEWEST = `
  select x.position, x.name, x.what_they_do as "whatTheyDo", x.account_id as "accountId", x.email, x.phone
  from private_person x where x.health_body_id = $1 order by x.position desc limit 1`;

type Kept = Omit<NamedPersonView, 'version' | 'outside'> & { position: number };

const NOBODY: Kept = { position: 0, name: null, whatTheyDo: null, accountId: null, email: null, phone: null };
const NOT_OUTSIDE =
  'This person manages partnerships, is named as lead of a contract or cannot sign in: name somebody outside the working relationship.';

/** Whom groups turn to in private: one person of each health body, outside the working relationship. */
@Injectable()
export class PrivatePeople {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly audit: AuditService,
  ) {}

  /** Of each health body that a group works with, where it has named somebody; for a health body its own. */
  forMe(actor: Actor): Promise<PrivatePersonView[]> {
    return this.tenant.transaction(actor, (tx) => peopleIn(tx));
  }

  /** What an administrator has set. */
  async now(actor: Actor): Promise<NamedPersonView> {
    const { position, ...kept } = await this.newest(actor);
    const outside =
      kept.accountId === null
        ? null
        : await this.tenant.transaction(actor, (tx) => standsOutside(tx, kept.accountId ?? ''));
    return { ...kept, outside, version: position + 1 };
  }

  /**
   * Names somebody, or nobody any more. What was sent to whoever was named before stays with them alone. Throws
   * DomainError `invalid` for somebody inside the working relationship, or without a way to reach them; `stale`.
   */
  async name(actor: Actor, version: number, request: NamePrivatePersonDto): Promise<void> {
    const wanted = wantedFrom(request);
    assertReachable(wanted);
    await this.tenant.transaction(actor, async (tx) => {
      // Two administrators come one after the other.
      await tx.query('select 1 from organisation where id = $1 for update', [actor.organisationId]);
      const [row = NOBODY] = await tx.query<Kept>(NEWEST, [actor.organisationId]);
      checkVersion(row.position + 1, version);
      if (wanted.accountId !== null && !(await standsOutside(tx, wanted.accountId))) {
        throw invalid('accountId', NOT_OUTSIDE);
      }
      const id = uuid();
      await tx.query(
        `insert into private_person (health_body_id, position, id, account_id, name, what_they_do, email, phone, set_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          ...[actor.organisationId, row.position + 1, id, wanted.accountId, wanted.name, wanted.whatTheyDo],
          ...[wanted.email, wanted.phone, actor.id],
        ],
      );
      const detail = { named: wanted.name !== null, accountId: wanted.accountId };
      await this.audit.record(tx, { action: 'private-person.named', subjectId: id, detail });
    });
  }

  private async newest(actor: Actor): Promise<Kept> {
    const [row] = await this.reads.rows<Kept>(actor, NEWEST, [actor.organisationId]);
    return row ?? NOBODY;
  }
}

/** In a transaction of whoever asks. */
export function peopleIn(tx: Tx): Promise<PrivatePersonView[]> {
  return tx.asServer<PrivatePersonView>(
    `select x.health_body_id as "healthBodyId", x.health_body as "healthBody", x.name, x.what_they_do as "whatTheyDo",
       x.email, x.phone, x.in_accord as "inAccord" from private_people() x`,
  );
}

async function standsOutside(tx: Tx, accountId: string): Promise<boolean> {
  const [row] = await tx.asServer<{ outside: boolean }>('select stands_outside($1, $2) as outside', [
    tx.actor.organisationId,
    accountId,
  ]);
  return row?.outside === true;
}

type Wanted = Omit<Kept, 'position'>;

function wantedFrom({ name, whatTheyDo, accountId, email, phone }: NamePrivatePersonDto): Wanted {
  return {
    name: name ?? null,
    whatTheyDo: whatTheyDo ?? null,
    accountId: accountId ?? null,
    email: email ?? null,
    phone: phone ?? null,
  };
}

function assertReachable({ name, whatTheyDo, ...ways }: Wanted): void {
  const reached = Object.values(ways).some((way) => way !== null);
  if (name === null) {
    if (reached || whatTheyDo !== null) throw invalid('name', 'Say who it is.');
    return;
  }
  if (whatTheyDo === null)
    throw invalid('whatTheyDo', 'Say what this person does, so that groups know whom they tell.');
  if (!reached) throw invalid('email', 'Give an account, an email address or a phone number.');
}

function invalid(field: string, detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer: `/${field}`, detail }]);
}
