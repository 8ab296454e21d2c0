/** The two sides of a partnership. A side is a role in PostgreSQL, with its own policies and grants. */
export type Side = 'health' | 'group';
