import { Injectable } from '@nestjs/common';
import { PeopleService, PersonListQuery } from '../../people';
import type { Actor } from '../../platform';
import { asked } from '../group/asked';

/** As many as a list of choices holds; with more, a part of the name narrows them. */
const MOST_CHOICES = 200;

export interface PeopleChosenFrom {
  people: { value: string; text: string }[];
  tooMany: boolean;
}

/** The people of one's own organisation, to choose one of. */
@Injectable()
export class PeopleChoices {
  constructor(private readonly people: PeopleService) {}

  async of(actor: Actor, search = ''): Promise<PeopleChosenFrom> {
    const query = asked(PersonListQuery, { limit: MOST_CHOICES, ...(search !== '' && { search }) });
    const { items, next } = await this.people.list(actor, query);
    const people = items.map(({ id, name, email, job_title }) => ({
      value: id,
      text: `${name ?? email ?? 'Name not known'}${job_title === null ? '' : `, ${job_title}`}`,
    }));
    return { people, tooMany: next !== null };
  }
}
