import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  AuditService,
  Clock,
  Conditions,
  NOT_FOUND,
  orderBy,
  pageOf,
  ReadsService,
  seekPast,
  sortBy,
  TenantService,
} from '../platform';
import type { Actor, ListQuery, Page } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { AddBankRateDto, BankRateRow } from './bank-rates.dto';
import { StatutoryRates } from './statutory-rates.service';

/** The server's own rates have no id: they are changed with a release, for everybody. */
const ALL = `
  select '00000000-0000-0000-0000-000000000000'::uuid as id, b.half_year_from, b.rate_bp, b.source,
    null::timestamptz as added_at from bank_rate b
  union all
  (select distinct on (r.half_year_from) r.id, r.half_year_from, r.rate_bp, r.source, r.added_at
   from health_body_bank_rate r
   where r.health_body_id = $1 and not exists (select 1 from bank_rate b where b.half_year_from = r.half_year_from)
   order by r.half_year_from, r.added_at desc, r.id desc)`;
const SORTS = { halfYearFrom: 'd.half_year_from' };

/** Bank Rates that a health body adds for half-years which the server does not know yet. */
@Injectable()
export class BankRatesService {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly rates: StatutoryRates,
  ) {}

  async list(actor: Actor, query: ListQuery): Promise<Page<BankRateRow>> {
    const conditions = new Conditions();
    conditions.value(actor.organisationId);
    const [all] = query.count
      ? await this.reads.rows<{ total: number }>(actor, `select count(*)::integer as total from (${ALL}) d`, [
          actor.organisationId,
        ])
      : [];
    const sort = sortBy('-halfYearFrom', SORTS);
    seekPast(query.cursor, sort, 'd.id', conditions);
    const rows = await this.reads.rows<BankRateRow>(
      actor,
      `select d.* from (${ALL}) d ${conditions.where} ${orderBy(sort, 'd.id')} limit ${conditions.value(query.limit + 1)}`,
      conditions.values,
    );
    const page = pageOf(
      rows,
      query,
      sort,
      (row) => [row.half_year_from, row.id],
      (row) => row,
    );
    return all === undefined ? page : { ...page, count: all.total };
  }

  /** Of two for one half-year the later holds. Returns the id. Throws DomainError for a rate that the server knows. */
  async add(actor: Actor, { halfYearFrom, rateBp, source }: AddBankRateDto): Promise<string> {
    if (!/-(01|07)-01$/.test(halfYearFrom)) throw wrong('halfYearFrom must be 1 January or 1 July.');
    if (halfYearFrom > this.clock.today()) {
      throw wrong('The rate of a half-year is the one in force on the day before it: add it once it has begun.');
    }
    const known = await this.rates.rates();
    if (known.has(halfYearFrom)) {
      throw new DomainError('conflict', 'The server knows the rate of this half-year already, for everybody.');
    }
    const id = await this.tenant.once(actor, async (tx) => {
      const made = uuid();
      await tx.query(
        'insert into health_body_bank_rate (health_body_id, id, half_year_from, rate_bp, source) values ($1, $2, $3, $4, $5)',
        [actor.organisationId, made, halfYearFrom, rateBp, source],
      );
      await this.audit.record(tx, { action: 'bank-rate.added', subjectId: made, detail: { halfYearFrom, rateBp } });
      return made;
    });
    this.rates.forget(actor.organisationId);
    return id;
  }

  /** Throws DomainError when it was added again since: the later holds. */
  async one(actor: Actor, id: string): Promise<BankRateRow> {
    const [row] = await this.reads.rows<BankRateRow>(
      actor,
      `select r.id, r.half_year_from, r.rate_bp, r.source, r.added_at from health_body_bank_rate r
       where r.health_body_id = $1 and r.id = $2`,
      [actor.organisationId, id],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }
}

function wrong(detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer: '/halfYearFrom', detail }]);
}
