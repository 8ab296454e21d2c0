import { Injectable } from '@nestjs/common';
import { ContractDraftService, ContractSketches } from '../../contracts';
import type { Sketch } from '../../contracts';
import { PartnershipsService, toPartnershipDetailView } from '../../partnerships';
import type { PartnershipContactView } from '../../partnerships';
import type { Actor } from '../../platform';
import { asRefusal, FormRefused } from '../frame/form';
import type { PageData } from '../frame/pages';
import { planTermsIn } from './sketch-terms';

const FIELD_NAMES: Readonly<Record<string, string>> = { valuePence: 'value' };

type Planned = Awaited<ReturnType<ContractDraftService['preview']>>;

/** A contract that is being set up, as the pages of questions need it. */
@Injectable()
export class SketchReader {
  constructor(
    private readonly sketches: ContractSketches,
    private readonly drafts: ContractDraftService,
    private readonly partnerships: PartnershipsService,
  ) {}

  one(actor: Actor, id: string): Promise<Sketch> {
    return this.sketches.one(actor, id);
  }

  /** What every page of questions shows. */
  page(actor: Actor, sketch: Sketch): Omit<PageData, 'title'> {
    const root = `/o/${actor.organisationId}`;
    return { root, here: `${root}/contracts/new/${sketch.id}`, sketch, kept: sketch.answers };
  }

  /** What the answers come to. Throws FormRefused with the fields as the pages call them. */
  async plan(actor: Actor, answers: Sketch['answers']): Promise<Planned> {
    try {
      return await this.drafts.preview(actor, planTermsIn(answers));
    } catch (error) {
      throw inPageWords(error);
    }
  }

  /** Whom either side could name, for a list to choose from. */
  async people(actor: Actor, { partnershipId }: Sketch) {
    const { contacts } = toPartnershipDetailView(await this.partnerships.one(actor, partnershipId));
    return { ours: choices(contacts, 'health'), theirs: choices(contacts, 'group') };
  }
}

function choices(contacts: readonly PartnershipContactView[], side: string): { value: string; text: string }[] {
  return contacts
    .filter((contact) => contact.side === side)
    .map(({ id, name, email }) => ({ value: id, text: name ?? email ?? 'Name not known' }));
}

/** The API's names of fields, as the pages have them: `/milestones/2/dueOn` is a line of the milestones. */
export function inPageWords(error: unknown): unknown {
  const refusal = asRefusal(error);
  if (refusal === null) return error;
  const errors = refusal.errors.map(({ field, text }) => {
    const [name = ''] = (field ?? '').split('-');
    return { field: field === null ? null : (FIELD_NAMES[name] ?? name), text };
  });
  return new FormRefused(refusal.status, errors);
}
