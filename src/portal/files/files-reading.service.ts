import { Injectable } from '@nestjs/common';
import { AttachedDocumentsService, DocumentListQuery, toDocumentView } from '../../documents';
import type { DocumentView, Subject, SubjectKind } from '../../documents';
import { NOT_FOUND } from '../../platform';
import type { Actor, Side } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import { isOpen } from '../frame/navigation';
import type { Link } from '../frame/navigation';
import type { PageData } from '../frame/pages';
import { day, moment } from '../frame/wording.rules';
import { calendarDate } from '../../shared/calendar-date';
import { asked } from '../group/asked';
import { filesAt, recordAt, subjectOfFile, whatItIs, whoIs } from './files-words.rules';

interface Of {
  kind: SubjectKind;
  id: string;
}

/** Those that are there, and as many that were. */
const MOST_SHOWN = 100;
const FILTERS = {
  contract: 'contractId',
  payment: 'instalmentId',
  contact: 'engagementId',
  decision: 'decisionId',
} as const;
const PLACES = {
  contract: '/contracts/:id',
  payment: '/payments/:id',
  contact: '/contact-log/:id',
  decision: '/decisions/:id',
} as const;
const NAMES = { contract: 'Contract', payment: 'Payment', contact: 'Contact', decision: 'Decision' } as const;

/** What the pages of files show. */
@Injectable()
export class FilesReader {
  constructor(private readonly documents: AttachedDocumentsService) {}

  /** Throws DomainError `not-found`. */
  async page(actor: Actor, of: Of): Promise<PageData> {
    const subject = await this.documents.subject(actor, of);
    const here = filesAt(actor.organisationId, of);
    return {
      title: 'Files',
      caption: captionOf(of.kind, subject),
      breadcrumbs: wayTo(actor, of),
      here,
      shared: subject.shared,
      lines: await this.lines(actor, of),
    };
  }

  /** The files of a record of which the actor has read already that it is theirs to see. */
  async lines(actor: Actor, of: Of): Promise<object[]> {
    const query = asked(DocumentListQuery, { [FILTERS[of.kind]]: of.id, limit: MOST_SHOWN });
    const { items } = await this.documents.list(actor, query);
    return items.map(toDocumentView).map((file) => lineOf(file, actor.side, actor.organisationId));
  }

  /** A file that the actor's side may remove. Throws DomainError `not-found`, also for one that is gone. */
  async removal(actor: Actor, id: string): Promise<PageData> {
    const file = toDocumentView(await this.documents.one(actor, id));
    if (file.removedAt !== null) throw new DomainError('not-found', NOT_FOUND);
    const of = subjectOfFile(file);
    const files = filesAt(actor.organisationId, of);
    return {
      title: 'Take away a file',
      breadcrumbs: [...wayTo(actor, of), { text: 'Files', href: files }],
      file,
      what: whatItIs(file),
      own: file.addedBy === actor.side,
      action: `/o/${actor.organisationId}/documents/${id}/removal`,
      back: files,
    };
  }
}

/** The way to a record of whose page there is one for this reader. */
function wayTo({ organisationId, roles }: Actor, of: Of): Link[] {
  if (!isOpen({ path: PLACES[of.kind] }, roles)) return [];
  return [{ text: NAMES[of.kind], href: recordAt(organisationId, of) }];
}

function captionOf(kind: SubjectKind, { name, on }: Subject): string {
  if (kind === 'contract' || kind === 'decision') return name ?? '';
  const date = on === null ? '' : day(calendarDate(on));
  return kind === 'payment' ? `${name ?? ''}, payment due ${date}` : `Contact on ${date}`;
}

function lineOf(file: DocumentView, reader: Side, organisationId: string): object {
  const who = whoIs(file.addedBy, reader);
  const added = moment(new Date(file.addedAt));
  if (file.removedAt !== null) {
    const removed = moment(new Date(file.removedAt));
    return { name: null, text: `A file that ${who} added on ${added} was taken away by ${who} on ${removed}.` };
  }
  const at = `/o/${organisationId}/documents/${file.id}`;
  return {
    name: file.fileName,
    href: at,
    text: `${whatItIs(file)}, added by ${who} on ${added}`,
    removal: file.addedBy === reader ? `${at}/removal` : null,
  };
}
