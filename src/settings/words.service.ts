import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, checkVersion, ReadsService, TenantService } from '../platform';
import type { Actor } from '../platform';
import type { WordsView } from './words.dto';
import { assertOnce } from './words.rules';
import type { OwnWord } from './words.rules';

const NEWEST = `
  select w.words, w.position + 1 as version from health_body_words w where w.health_body_id = $1
  order by w.position desc limit 1`;

/** Words that a health body explains to its partners in its own way, with a history that nobody can rewrite. */
@Injectable()
export class WordsOfBody {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly audit: AuditService,
  ) {}

  async now(actor: Actor): Promise<WordsView> {
    const [row] = await this.reads.rows<WordsView>(actor, NEWEST, [actor.organisationId]);
    return row ?? { words: [], version: 1 };
  }

  /** Those of the health bodies that a group works with. */
  async ofPartners(groupId: string): Promise<OwnWord[]> {
    const rows = await this.tenant.transaction(asGroup(groupId), (tx) =>
      tx.asServer<{ words: OwnWord[] | null }>('select words from words_of_partners($1)', [groupId]),
    );
    return rows.flatMap(({ words }) => words ?? []);
  }

  /** Keeps all of them in the place of those before. Throws DomainError: stale, or invalid for a word explained twice. */
  async keep(actor: Actor, version: number, words: readonly OwnWord[]): Promise<void> {
    assertOnce(words);
    await this.tenant.transaction(actor, async (tx) => {
      // Two administrators come one after the other.
      await tx.query('select 1 from organisation where id = $1 for update', [actor.organisationId]);
      const [row] = await tx.query<WordsView>(NEWEST, [actor.organisationId]);
      const position = row?.version ?? 1;
      checkVersion(position, version);
      const id = uuid();
      const kept = words.map(({ term, meaning }) => ({ term, meaning }));
      await tx.query(
        'insert into health_body_words (health_body_id, position, id, words, set_by) values ($1, $2, $3, $4, $5)',
        [actor.organisationId, position, id, JSON.stringify(kept), actor.id],
      );
      await this.audit.record(tx, { action: 'words.kept', subjectId: id, detail: { count: kept.length } });
    });
  }
}

/** Whoever of the group it is: they read the same. */
function asGroup(organisationId: string): Actor {
  return { kind: 'operator', id: null, side: 'group', organisationId, roles: [], requestId: null };
}
