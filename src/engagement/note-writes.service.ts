import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, checkVersion, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Side, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { checkAuthor, IS_HERE } from './authors';
import type { Written } from './authors';
import { keepFormer } from './corrections';
import type { NoteSubject, WriteNoteDto } from './notes.dto';
import { nameReaders } from './restricted-readers';
import { checkReaders, invalid } from './written.rules';

interface Place {
  health_body_id: string;
  group_id: string;
  restricted: boolean;
}

interface Note extends Place, Written {
  body: string;
  version: number;
}

/** Where a subject is. One that is hidden from the writer is not found. */
const PLACES: Record<NoteSubject, string> = {
  partnership: 'select health_body_id, group_id, false as restricted from partnership where id = $1',
  contract: 'select health_body_id, group_id, false as restricted from contract where id = $1',
  contact: 'select health_body_id, group_id, false as restricted from contact where id = $1',
  instalment: 'select health_body_id, group_id, false as restricted from instalment where id = $1',
  engagement: `select health_body_id, group_id, visibility = 'restricted' as restricted from engagement where id = $1`,
};

const lockFor = (tenant: string) => `
  select n.health_body_id, n.group_id, n.body, n.version, n.owner_id, n.author_id, ${IS_HERE('n')} as author_is_here
  from note n where n.${tenant} = $1 and n.id = $2 for update of n`;

const LOCK: Record<Side, string> = { health: lockFor('health_body_id'), group: lockFor('group_id') };

/** Writing private notes, and putting them right. */
@Injectable()
export class NoteWritesService {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
  ) {}

  /** Answers the new note's id. Throws DomainError `invalid` where there is no such subject or reader. */
  write(actor: Actor, note: WriteNoteDto): Promise<string> {
    checkReaders(note.visibility, note.readerIds, actor.kind === 'account');
    return this.tenant.once(actor, async (tx) => {
      const place = await this.placeOf(tx, note);
      const id = uuid();
      if (note.visibility === 'restricted') await nameReaders(tx, id, note.readerIds);
      await tx.change(
        `insert into note (health_body_id, group_id, id, owner_id, subject_kind, subject_id, visibility, body, author_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          place.health_body_id,
          place.group_id,
          id,
          actor.organisationId,
          note.subjectKind,
          note.subjectId,
          note.visibility,
          note.body,
          actor.id,
        ],
      );
      await this.audit.record(tx, {
        action: 'note.written',
        subjectId: id,
        detail: { about: note.subjectId, visibility: note.visibility },
      });
      return id;
    });
  }

  /** What it said is kept, for its readers alone. Throws DomainError `not-found`, `forbidden`, `stale`, `invalid`. */
  correct(actor: Actor, id: string, version: number, body: string): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const [note] = await tx.query<Note>(LOCK[actor.side], [actor.organisationId, id]);
      if (note === undefined) throw new DomainError('not-found', NOT_FOUND);
      checkAuthor(actor, note);
      checkVersion(note.version, version);
      if (body === note.body) throw invalid('/body', 'This is what the note says already: send what should change.');
      await tx.change(
        'update note set body = $4, version = version + 1 where health_body_id = $1 and group_id = $2 and id = $3',
        [note.health_body_id, note.group_id, id, body],
      );
      const subject = { kind: 'note', id, healthBodyId: note.health_body_id, groupId: note.group_id } as const;
      await keepFormer(tx, subject, [{ field: 'body', was: note.body }]);
      await this.audit.record(tx, {
        action: 'note.corrected',
        subjectId: id,
        detail: { version: note.version + 1 },
      });
      return id;
    });
  }

  /** A note tells that its subject is there, so one about a restricted entry is restricted too. */
  private async placeOf(tx: Tx, { subjectKind, subjectId, visibility }: WriteNoteDto): Promise<Place> {
    const [place] = await tx.query<Place>(PLACES[subjectKind], [subjectId]);
    if (place === undefined) throw invalid('/subjectId', `subjectId must be the id of a ${subjectKind} of yours.`);
    if (place.restricted && visibility !== 'restricted') {
      throw invalid('/visibility', 'This entry is restricted, so a note about it is restricted too.');
    }
    return place;
  }
}
