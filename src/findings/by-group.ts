/** Rows of several partnerships of one tenant, by their group and in their order. */
export function byGroup<Row extends { group_id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const known = found.get(row.group_id);
    if (known === undefined) found.set(row.group_id, [row]);
    else known.push(row);
  }
  return found;
}
