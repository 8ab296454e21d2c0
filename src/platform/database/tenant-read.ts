import { Query } from 'pg';
import type { Connection, PoolClient, QueryConfig, QueryResultRow } from 'pg';
import { ENTER } from './tx';

declare module 'pg' {
  // What the driver calls on a query as messages come in; its types leave them out.
  interface Query {
    handleDataRow(message: unknown): void;
    handleCommandComplete(message: unknown, connection: Connection): void;
  }
}

const ENTER_TO_READ = { name: 'enter_to_read', text: `${ENTER}, set_config('transaction_read_only', 'on', true)` };

/** The connections on which entering is prepared. */
const prepared = new WeakSet<PoolClient>();

/**
 * One read behind the walls: side, tenant and read-only are set and the statement is run by messages that end with one
 * Sync, so that PostgreSQL takes them as one transaction and answers once. Two fewer statements and three fewer answers
 * than with `begin` and `commit` around them, which is half of what a small read costs.
 */
class TenantRead<Row extends QueryResultRow> extends Query<Row> {
  private entered = false;

  constructor(
    enter: string[],
    statement: QueryConfig,
    done: (error: Error | undefined, result: { rows: Row[] }) => void,
  ) {
    super(statement, done);
    const submitAlone = this.submit.bind(this);
    this.submit = (connection) => {
      connection.stream.cork();
      try {
        connection.bind({ statement: ENTER_TO_READ.name, values: enter }, true);
        connection.execute({}, true);
        submitAlone(connection);
      } finally {
        connection.stream.uncork();
      }
    };
  }

  /** The first row and the first completion are those of entering. */
  override handleDataRow(message: unknown): void {
    if (this.entered) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: Connection): void {
    if (this.entered) super.handleCommandComplete(message, connection);
    this.entered = true;
  }
}

/** The rows of a named statement, read by whom `enter` says. */
export async function readAs<Row extends QueryResultRow>(
  client: PoolClient,
  enter: string[],
  statement: { name: string; text: string; values: unknown[] },
): Promise<Row[]> {
  if (!prepared.has(client)) {
    await client.query({ ...ENTER_TO_READ, values: ['none', '', ''] });
    prepared.add(client);
  }
  return new Promise((resolve, reject) => {
    client.query(
      new TenantRead<Row>(enter, statement, (error, result) => {
        if (error) reject(error);
        else resolve(result.rows);
      }),
    );
  });
}
