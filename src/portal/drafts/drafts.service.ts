import { Injectable } from '@nestjs/common';
import { Database, ReadsService, TenantService } from '../../platform';
import type { Actor, Side, Tx } from '../../platform';
import { pathOfDraft } from './drafted-forms.rules';
import type { FormKey, KeptAnswers } from './drafted-forms.rules';

/** One person keeps no more than so many in one organisation. The database holds the same for ended sessions. */
export const MOST_DRAFTS = 50;
const KEPT_DAYS = 30;

/** A form and what it is about. */
export interface DraftPlace {
  form: FormKey;
  subjectId: string;
}

export interface FoundDraft {
  answers: KeptAnswers;
  saves: number;
  begunAt: Date;
  keptAt: Date;
}

/** What became of keeping: null when there are too many, or when the form was sent meanwhile. */
export type Kept = { saves: number; at: Date; replaced: Date | null } | null;

/** One of a person's unfinished forms. */
export interface Unfinished extends DraftPlace {
  keptAt: Date;
  /** The other side; null where the form is about the own organisation. */
  other: string | null;
  dueOn: string | null;
  path: string;
}

interface Prior {
  saves: number;
  kept_at: Date;
}

const ONE = 'organisation_id = $1 and account_id = $2 and form = $3 and subject_id = $4';

/** What people have typed into long forms and not sent. Each sees their own, and the database shows them no other. */
@Injectable()
export class Drafts {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly database: Database,
  ) {}

  async find(actor: Actor, place: DraftPlace): Promise<FoundDraft | null> {
    const [found] = await this.reads.rows<FoundDraft>(
      actor,
      `select answers, saves, begun_at as "begunAt", kept_at as "keptAt" from form_draft
       where ${ONE} and kept_at > now() - make_interval(days => ${String(KEPT_DAYS)})`,
      keyOf(actor, place),
    );
    return found ?? null;
  }

  /** Newest first. What can be seen no more, as a partnership that is over for the person, is left out. */
  unfinished(actor: Actor): Promise<Unfinished[]> {
    return this.reads
      .rows<Omit<Unfinished, 'path'>>(actor, LISTS[actor.side], [actor.organisationId, actor.id])
      .then((rows) => rows.map((row) => ({ ...row, path: pathOfDraft(row.form, row.subjectId) })));
  }

  /**
   * Keeps the answers in place of those that were there: the last one wins, and learns what it replaced. `seen` is how
   * often the draft had been kept when the form was opened; null where the person sends the form itself.
   */
  keep(actor: Actor, place: DraftPlace, answers: KeptAnswers, seen: number | null): Promise<Kept> {
    const keeper = { ...actor };
    delete keeper.sentDraft;
    return this.tenant.transaction(keeper, async (tx) => {
      if (seen !== null && (await wasSent(tx))) return null;
      const key = keyOf(actor, place);
      const [prior] = await tx.query<Prior>(`select saves, kept_at from form_draft where ${ONE} for update`, key);
      const [now] = await tx.query<Prior>(KEEP, [...key, JSON.stringify(answers)]);
      if (now === undefined) return null;
      const other = prior !== undefined && seen !== null && prior.saves !== seen && now.saves !== prior.saves;
      return { saves: now.saves, at: now.kept_at, replaced: other ? prior.kept_at : null };
    });
  }

  async discard(actor: Actor, place: DraftPlace): Promise<void> {
    await this.tenant.transaction(actor, (tx) => tx.change(`delete from form_draft where ${ONE}`, keyOf(actor, place)));
  }

  /** For the person whose session ran out while they were typing. Whether it is kept is told to nobody. */
  async keepOfEndedSession(
    session: { hash: Buffer; idle: string },
    organisationId: string,
    { form, subjectId }: DraftPlace,
    answers: KeptAnswers,
  ): Promise<void> {
    await this.database.server('select form_draft_of_ended_session($1, $2, $3, $4, $5, $6)', [
      session.hash,
      session.idle,
      organisationId,
      form,
      subjectId,
      JSON.stringify(answers),
    ]);
  }
}

const KEEP = `
  insert into form_draft (organisation_id, account_id, form, subject_id, answers)
  select $1, $2, $3, $4, $5
  where exists (select 1 from form_draft where ${ONE})
    or (select count(*) from form_draft where organisation_id = $1 and account_id = $2) < ${String(MOST_DRAFTS)}
  on conflict (organisation_id, account_id, form, subject_id) do update set answers = excluded.answers,
    kept_at = now(), saves = form_draft.saves + (form_draft.answers is distinct from excluded.answers)::int
  returning saves, kept_at`;

/** With what each is about, as the person may see it. */
const listFor = (own: string, theirs: string) => `
  select d.form, d.subject_id as "subjectId", d.kept_at as "keptAt", o.name as other, i.due_on as "dueOn"
  from form_draft d
  left join late_payment_case l on l.${own} = $1 and l.id = d.subject_id
  left join instalment i on i.${own} = $1 and i.id = coalesce(l.instalment_id, d.subject_id)
  left join contract c on c.${own} = $1 and c.id = d.subject_id
  left join partnership p on p.${own} = $1 and p.id = d.subject_id
  left join material m on m.${own} = $1 and m.id = d.subject_id
  left join organisation o on o.id = coalesce(i.${theirs}, c.${theirs}, p.${theirs}, m.${theirs})
  where d.organisation_id = $1 and d.account_id = $2 and (d.subject_id = $1 or o.id is not null)
    and d.kept_at > now() - make_interval(days => ${String(KEPT_DAYS)})
  order by d.kept_at desc, d.form, d.subject_id limit ${String(MOST_DRAFTS)}`;

const LISTS: Readonly<Record<Side, string>> = {
  health: listFor('health_body_id', 'group_id'),
  group: listFor('group_id', 'health_body_id'),
};

function keyOf({ organisationId, id }: Actor, { form, subjectId }: DraftPlace): unknown[] {
  return [organisationId, id, form, subjectId];
}

/** Typing is kept a moment after it happens: the form may have been sent by then, and is not to be begun anew. */
async function wasSent(tx: Tx): Promise<boolean> {
  const { actor } = tx;
  if (actor.attempt === undefined) return false;
  const sent = await tx.query(
    'select 1 from idempotency_key where organisation_id = $1 and actor_id = $2 and key = $3 limit 1',
    [actor.organisationId, actor.id, actor.attempt.key],
  );
  return sent.length > 0;
}
