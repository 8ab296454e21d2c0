import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { groupNameFor } from '../../payments';
import { StreamService } from '../../platform';
import type { Actor, StreamFormat } from '../../platform';
import { agreedExport } from './agreed-exports.sql';
import type { AgreedExport } from './agreed-exports.sql';
import { challengesExport } from './challenges-export.sql';
import { decisionsExport } from './decisions-export.sql';
import { directoryExport, introductionsExport } from './directory-export.sql';
import type { InstalmentsExportQuery } from './exports.dto';
import { mentorsExport, talksExport } from './mentoring-export.sql';
import { nameConsentsExport } from './name-consents-export.sql';
import { nameUsesExport } from './name-uses-export.sql';
import { instalmentsExport } from './instalments-export.sql';

@Injectable()
export class ExportsService {
  constructor(private readonly streams: StreamService) {}

  /** Payments as they are recorded now, by due date. Throws DomainError `too-many` while others are under way. */
  instalments(actor: Actor, query: InstalmentsExportQuery, format: StreamFormat): Promise<Readable> {
    const { state, dueFrom, dueTo } = query;
    const sql = instalmentsExport(actor.side, groupNameFor(actor), {
      format,
      state: state === undefined ? 'any' : state === 'cancelled' ? state : 'another',
      dueFrom: dueFrom !== undefined,
      dueTo: dueTo !== undefined,
    });
    const settings = {
      'app.export_state': state ?? '',
      'app.export_due_from': dueFrom ?? '',
      'app.export_due_to': dueTo ?? '',
    } as const;
    return this.streams.copy(actor, sql, { format, settings, indexed: true });
  }

  /** Challenges, in the order in which they were raised. Throws DomainError `too-many` while others are under way. */
  challenges(actor: Actor, format: StreamFormat): Promise<Readable> {
    return this.streams.copy(actor, challengesExport(actor.side, format), { format, settings: {}, indexed: true });
  }

  /** Decisions, in the order in which they were proposed. Throws DomainError `too-many` while others are under way. */
  decisions(actor: Actor, format: StreamFormat): Promise<Readable> {
    return this.streams.copy(actor, decisionsExport(actor.side, format), { format, settings: {}, indexed: true });
  }

  /** Where names are used, in the order in which that began. Throws DomainError `too-many` while others are under way. */
  nameUses(actor: Actor, format: StreamFormat): Promise<Readable> {
    return this.streams.copy(actor, nameUsesExport(actor.side, format), { format, settings: {}, indexed: true });
  }

  /** Every yes to a name and how it ended, by material. Throws DomainError `too-many` while others are under way. */
  nameConsents(actor: Actor, format: StreamFormat): Promise<Readable> {
    return this.streams.copy(actor, nameConsentsExport(actor.side, format), { format, settings: {}, indexed: true });
  }

  /** Who mentors whom, and who did. Throws DomainError `too-many` while others are under way. */
  mentors(actor: Actor, format: StreamFormat): Promise<Readable> {
    return this.streams.copy(actor, mentorsExport(actor.side, format), { format, settings: {}, indexed: true });
  }

  /** What was talked about with mentors, by day. Throws DomainError `too-many` while others are under way. */
  talks(actor: Actor, format: StreamFormat): Promise<Readable> {
    return this.streams.copy(actor, talksExport(actor.side, format), { format, settings: {}, indexed: true });
  }

  /** The directory of a health body, by name. Throws DomainError `too-many` while others are under way. */
  directory(actor: Actor, format: StreamFormat): Promise<Readable> {
    return this.streams.copy(actor, directoryExport(format), { format, settings: {}, indexed: true });
  }

  /** Introductions, in the order in which groups asked. Throws DomainError `too-many` while others are under way. */
  introductions(actor: Actor, format: StreamFormat): Promise<Readable> {
    return this.streams.copy(actor, introductionsExport(actor.side, format), { format, settings: {}, indexed: true });
  }

  /** All rows of what both sides have agreed or are told. Throws DomainError `too-many` while others are under way. */
  agreed(actor: Actor, what: AgreedExport, format: StreamFormat): Promise<Readable> {
    return this.streams.copy(actor, agreedExport(what, actor.side, format), { format, settings: {}, indexed: true });
  }
}
