import { Injectable } from '@nestjs/common';
import { TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { FOUND, kindsFor, shownOf } from './lookups';
import { HIT_KINDS } from './search.dto';
import type { HitKind, HitsOfKindView, HitView, SearchQuery } from './search.dto';
import { excerptOf, soughtIn } from './words.rules';
import type { Sought } from './words.rules';

const OF_EACH = 5;
const OF_ONE = 50;

interface Row {
  kind: HitKind;
  id: string;
  title: string | null;
  about: string | null;
  on: string | null;
  pence: string | null;
  partnership_id: string | null;
}

/** What somebody may see that has the words in it: names, references, and what was written for their eyes. */
@Injectable()
export class SearchService {
  constructor(private readonly tenant: TenantService) {}

  /** Null for words that are too short to look for. Of a kind that is not the actor's to see, nothing is found. */
  async find(actor: Actor, { q, kind }: SearchQuery): Promise<HitsOfKindView[] | null> {
    const sought = soughtIn(q);
    if (sought === null) return null;
    const kinds = kindsFor(actor).filter((one) => kind === undefined || one === kind);
    if (kinds.length === 0) return [];
    const limit = kind === undefined ? OF_EACH : OF_ONE;
    const rows = await this.tenant.snapshot(actor, (tx) => read(tx, { kinds, sought, limit }));
    return HIT_KINDS.flatMap((one) => ofKind(one, rows, { sought, limit }));
  }
}

/** What is looked up by the server is ids alone; the rows are read by the actor, behind the walls. */
async function read(
  tx: Tx,
  { kinds, sought, limit }: { kinds: readonly HitKind[]; sought: Sought; limit: number },
): Promise<Row[]> {
  const { actor } = tx;
  const lookups = kinds.map(
    (kind) => `select '${kind}' as kind, f.id, f.place from ${FOUND[kind](String(limit + 1))}
      with ordinality f (id, place)`,
  );
  const found = await tx.asServer<{ kind: HitKind; id: string; place: string }>(
    `select * from (${lookups.join(' union all ')}) f
     where ($1::text, $2::text[], $3::text, $4::text) is not null`,
    [actor.side, sought.patterns, sought.beginning, sought.query],
  );
  const kept = kinds.filter((kind) => found.some((one) => one.kind === kind));
  if (kept.length === 0) return [];
  return tx.query<Row>(
    `with found as materialized (
       select * from unnest($3::text[], $4::uuid[], $5::integer[]) f (kind, id, place)
       where ($1::uuid, $2::text) is not null)
     select * from (${kept.map((kind) => shownOf(kind, actor)).join(' union all ')}) s order by s.place`,
    [
      actor.organisationId,
      sought.beginning,
      found.map(({ kind }) => kind),
      found.map(({ id }) => id),
      found.map(({ place }) => place),
    ],
  );
}

function ofKind(
  kind: HitKind,
  rows: readonly Row[],
  { sought, limit }: { sought: Sought; limit: number },
): HitsOfKindView[] {
  const own = rows.filter((row) => row.kind === kind);
  if (own.length === 0) return [];
  return [{ kind, more: own.length > limit, items: own.slice(0, limit).map((row) => toHit(row, sought)) }];
}

function toHit({ id, title, about, on, pence, partnership_id }: Row, { words }: Sought): HitView {
  return {
    id,
    title: excerptOf(title ?? '', words),
    about: about ?? '',
    on,
    amountPence: pence === null ? null : Number(pence),
    partnershipId: partnership_id,
  };
}
