/** A list's query as a page asks it: what is not named keeps the list's own standard. */
export function asked<Query extends object>(query: new () => Query, filter: Partial<Query>): Query {
  return Object.assign(new query(), filter);
}
