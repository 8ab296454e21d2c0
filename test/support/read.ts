import type { Agent } from './start-app';

type Fields = Record<string, unknown>;

/** What a read answers: a record's fields, or a page of records. */
export type Answer = Fields & { items: (Fields & { id: string })[]; next: string | null; count?: number };

export async function read(who: Agent, path: string, query: Fields = {}): Promise<Answer> {
  const { body } = await who.get(`/api/v1/${path}`).query(query).expect(200);
  return body as Answer;
}

/** The names that the portfolio gives to the records of a list, in its order. */
export function named(records: Record<string, string>, { items }: Answer): (string | undefined)[] {
  return items.map(({ id }) => Object.entries(records).find(([, known]) => known === id)?.[0]);
}
