import { Injectable } from '@nestjs/common';
import { EngagementsService, isCorrectable, toEngagementDetailView } from '../../engagement';
import type { EngagementDetailView } from '../../engagement';
import type { Actor } from '../../platform';
import type { Link } from '../frame/navigation';
import type { PageData } from '../frame/pages';
import { EntryChoicesReader, namesIn } from './entry-choices.service';
import type { EntryChoices } from './entry-choices.service';
import { entryHeading, entryLines, formerLines, otherSide, unansweredWords } from './log-words.rules';

export interface OneEntry {
  entry: EngagementDetailView;
  choices: Omit<EntryChoices, 'payers'>;
  /** Whether the reader may put it right. */
  correctable: boolean;
  page: PageData & { at: string; breadcrumbs: Link[] };
}

/** One entry of the contact log, as the reader's side is told of it. */
@Injectable()
export class EntryReader {
  constructor(
    private readonly engagements: EngagementsService,
    private readonly choices: EntryChoicesReader,
  ) {}

  /** Throws DomainError `not-found` when there is no such entry, or it is hidden from the actor. */
  async of(actor: Actor, id: string): Promise<OneEntry> {
    const row = await this.engagements.one(actor, id);
    const entry = toEngagementDetailView(row);
    const choices = await this.choices.ofEntry(actor, entry);
    const page = {
      title: 'Contact',
      breadcrumbs: wayTo(actor, choices.chosen?.id),
      root: `/o/${actor.organisationId}`,
      at: `/o/${actor.organisationId}/contact-log/${id}`,
      heading: entryHeading(entry),
      entry,
      reader: actor.side,
      us: actor.side === 'group' ? 'our group' : 'our side',
      other: otherSide(entry, actor.side),
      lines: entryLines(entry, actor.side),
      former: formerLines(entry, namesIn(choices), actor.side),
      unanswered: unansweredWords(entry, actor.side),
    };
    return { entry, choices, correctable: isCorrectable(actor, row), page };
  }
}

function wayTo({ organisationId, side }: Actor, partnershipId = ''): Link[] {
  const root = `/o/${organisationId}`;
  if (side === 'group') return [{ text: 'Contact log', href: `${root}/contact-log` }];
  const partnership = `${root}/partnerships/${partnershipId}`;
  return [
    { text: 'Partnership', href: partnership },
    { text: 'Contact log', href: `${partnership}/contact-log` },
  ];
}
