import { Query } from 'pg';
import type { Connection, PoolClient, QueryConfig, QueryResultRow } from 'pg';
import { TOKEN_REFUSED } from '../access/actor';
import type { UnseenToken } from '../access/actor';
import { DomainError } from '../../shared/domain-error';
import { ENTER } from './tx';

declare module 'pg' {
  // What the driver calls on a query as messages come in; its types leave them out.
  interface Query {
    handleDataRow(message: unknown): void;
    handleCommandComplete(message: unknown, connection: Connection): void;
  }
}

/** A row as long as the token is good. It is asked before a side is taken. */
const TOKEN_IS_GOOD = { name: 'token_is_good', text: 'select 1 from api_token_actor($1)' };
/**
 * One plan serves all tenants, as the tenant is no constant in it anyway. To plan a list behind the walls anew for each
 * page takes longer than to read it; the plans that then serve are tested list by list.
 */
const ENTER_TO_READ = {
  name: 'enter_to_read',
  text: `${ENTER}, set_config('transaction_read_only', 'on', true),
    set_config('plan_cache_mode', 'force_generic_plan', true)`,
};

/** The connections on which the steps are prepared. */
const prepared = new WeakSet<PoolClient>();

/** A prepared statement that goes before. */
interface Step {
  statement: string;
  values: (string | Buffer)[];
}

/**
 * One read behind the walls: side, tenant and read-only are set and the statement is run by messages that end with one
 * Sync, so that PostgreSQL takes them as one transaction and answers once. Two fewer statements and three fewer answers
 * than with `begin` and `commit` around them, which is half of what a small read costs.
 */
class TenantRead<Row extends QueryResultRow> extends Query<Row> {
  /** How many rows each step had. */
  private readonly rowsOf: number[] = [];
  private done = 0;

  constructor(
    private readonly steps: readonly Step[],
    statement: QueryConfig,
    done: (error: Error | undefined, result: { rows: Row[] }) => void,
  ) {
    super(statement, done);
    const submitAlone = this.submit.bind(this);
    this.submit = (connection) => {
      connection.stream.cork();
      try {
        for (const step of steps) {
          connection.bind(step, true);
          connection.execute({}, true);
        }
        submitAlone(connection);
      } finally {
        connection.stream.uncork();
      }
    };
  }

  hadRows(step: number): boolean {
    return (this.rowsOf[step] ?? 0) > 0;
  }

  /** What comes first is of the steps. */
  override handleDataRow(message: unknown): void {
    if (this.done === this.steps.length) super.handleDataRow(message);
    else this.rowsOf[this.done] = (this.rowsOf[this.done] ?? 0) + 1;
  }

  override handleCommandComplete(message: unknown, connection: Connection): void {
    if (this.done === this.steps.length) super.handleCommandComplete(message, connection);
    else this.done += 1;
  }
}

/**
 * The rows of a named statement, read by whom `enter` says. Throws DomainError `unauthenticated` when their token, as far
 * as it was not seen to be good in this request, is no longer.
 */
export async function readAs<Row extends QueryResultRow>(
  client: PoolClient,
  { enter, token }: { enter: string[]; token: UnseenToken | undefined },
  statement: { name: string; text: string; values: unknown[] },
): Promise<Row[]> {
  await prepare(client);
  const ask = token !== undefined && !token.seen ? [{ statement: TOKEN_IS_GOOD.name, values: [token.hash] }] : [];
  const steps = [...ask, { statement: ENTER_TO_READ.name, values: enter }];
  // Neither the query nor the promise is left with the rows: what they hold outlives them in the young heap and is moved
  // to the old one, which for a page of fifty cost as much as to parse it.
  const held: { rows: Row[] } = { rows: [] };
  await new Promise<void>((resolve, reject) => {
    const read = new TenantRead<Row>(steps, statement, (error, result) => {
      if (error) reject(error);
      else if (ask.length > 0 && !read.hadRows(0)) reject(new DomainError('unauthenticated', TOKEN_REFUSED));
      else {
        held.rows = result.rows;
        result.rows = [];
        resolve();
      }
    });
    client.query(read);
  });
  if (token !== undefined) token.seen = true;
  const { rows } = held;
  held.rows = [];
  return rows;
}

async function prepare(client: PoolClient): Promise<void> {
  if (prepared.has(client)) return;
  await client.query({ ...TOKEN_IS_GOOD, values: [Buffer.alloc(0)] });
  await client.query({ ...ENTER_TO_READ, values: ['none', '', ''] });
  prepared.add(client);
}
