import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { DomainError } from '../../shared/domain-error';
import { IsCalendarDate } from './validation';

const DEFAULT_LIMIT = 50;
const MOST = 200;

/** Query parameters that every list takes. A list's own class adds its filters and its `sort`. */
export class ListQuery {
  @ApiPropertyOptional({
    description: 'How many items at the most.',
    minimum: 1,
    maximum: MOST,
    default: DEFAULT_LIMIT,
    example: 50,
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => wholeNumber(value))
  @IsInt()
  @Min(1)
  @Max(MOST)
  limit: number = DEFAULT_LIMIT;

  @ApiPropertyOptional({
    description: 'Where to go on: `next` of the page before.',
    example: 'WyJkdWVPbiIsIjIwMjYtMDQtMDEiLCIwMTky',
  })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  cursor?: string;

  @ApiPropertyOptional({
    type: Boolean,
    description: 'Adds how many items there are in all.',
    default: false,
    example: true,
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => trueOrFalse(value))
  @IsBoolean()
  count = false;
}

/** For reads that judge by a day. */
export class AsOfQuery {
  @ApiPropertyOptional({ description: 'The day to judge by; today in London unless given.', example: '2026-11-22' })
  @IsOptional()
  @IsCalendarDate()
  asOf?: string;
}

/** What every list answers besides its items. */
export class PageInfo {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Send it as `cursor` for the next page; null on the last.',
    example: null,
  })
  next!: string | null;

  @ApiPropertyOptional({
    description: 'How many items there are in all, when asked for with `count=true`.',
    example: 240,
  })
  count?: number;
}

export interface Page<Item> extends PageInfo {
  items: Item[];
}

/** "50" → 50. Anything else stays as it came, for the validator to refuse. */
export function wholeNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
}

export function trueOrFalse(value: unknown): unknown {
  if (value === 'true') return true;
  return value === 'false' ? false : value;
}

/** The order of a list: its name in the query, the column behind it (never null), and the direction. */
export interface Sort {
  name: string;
  column: string;
  descending: boolean;
}

/** `dueOn` or `-dueOn` → a sort; the columns of a list by their names in the query. */
export function sortBy(text: string, columns: Record<string, string>): Sort {
  const name = text.replace(/^-/, '');
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (column === undefined) {
    const detail = `sort must be one of ${Object.keys(columns).join(', ')}, with - before it for the other direction.`;
    throw new DomainError('invalid', detail, [{ pointer: '/sort', detail }]);
  }
  return { name: text, column, descending: text.startsWith('-') };
}

/** Collects conditions and their values; `?` stands for the next value. */
export class Conditions {
  private readonly parts: string[] = [];
  readonly values: unknown[] = [];

  /** Takes a value without a condition and returns the `$n` it got. */
  value(value: unknown): string {
    this.values.push(value);
    return `$${String(this.values.length)}`;
  }

  add(condition: string, ...values: unknown[]): void {
    let next = 0;
    this.parts.push(condition.replace(/\?/g, () => this.value(values[next++])));
  }

  /** Adds the condition only when there is something to compare with. */
  addIf(value: unknown, condition: string): void {
    if (value !== undefined && value !== null) this.add(condition, value);
  }

  get where(): string {
    return this.parts.length === 0 ? '' : `where ${this.parts.map((part) => `(${part})`).join(' and ')}`;
  }
}

/** Keyset paging: everything after the row that the cursor names, in the list's order. */
export function seekPast(cursor: string | undefined, sort: Sort, idColumn: string, conditions: Conditions): void {
  if (cursor === undefined) return;
  const [value, id] = readCursor(cursor, sort.name);
  conditions.add(`(${sort.column}, ${idColumn}) ${sort.descending ? '<' : '>'} (?, ?)`, value, id);
}

export function orderBy({ column, descending }: Sort, idColumn: string): string {
  const direction = descending ? 'desc' : 'asc';
  return `order by ${column} ${direction}, ${idColumn} ${direction}`;
}

/**
 * SQL: the page, and the row that tells of a next one. Written out where the rows of a large table are joined: a plan for
 * any limit is made for a tenth of the table. Throws RangeError when it is no number of rows.
 */
export function limitOf({ limit }: { limit: number }): string {
  if (!Number.isSafeInteger(limit) || limit < 0) throw new RangeError(`Not a number of rows: ${String(limit)}`);
  return `limit ${String(limit + 1)}`;
}

/** Cuts the one row more that was read to see whether there is a next page. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  { limit }: { limit: number },
  sort: Sort,
  keyOf: (row: Row) => [value: string, id: string],
  toItem: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last !== undefined ? writeCursor(sort.name, keyOf(last)) : null;
  return { items: shown.map(toItem), next };
}

function writeCursor(sortName: string, key: [string, string]): string {
  return Buffer.from(JSON.stringify([sortName, ...key])).toString('base64url');
}

function readCursor(cursor: string, sortName: string): [string, string] {
  const [name, value, id] = partsOf(cursor);
  if (name === sortName && value !== undefined && !value.includes('\0') && /^[0-9a-f-]{36}$/.test(id ?? '')) {
    return [value, id ?? ''];
  }
  const detail = 'cursor is not one that this list gave with this sort: start again without it.';
  throw new DomainError('invalid', detail, [{ pointer: '/cursor', detail }]);
}

function partsOf(cursor: string): string[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : [];
  } catch {
    return [];
  }
}
