import fc from 'fast-check';
import type { OpenAPIObject } from '@nestjs/swagger';

/** A request that somebody with a bug, or with bad intentions, might send. */
export interface SpoiltRequest {
  /** As the access table writes it. */
  route: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  payload: string | Buffer | null;
}

interface Schema {
  $ref?: string;
  type?: string;
  example?: unknown;
  properties?: Record<string, Schema>;
  items?: Schema;
  allOf?: Schema[];
  enum?: unknown[];
}

interface Operation {
  parameters?: { in: string; name: string; schema?: Schema; example?: unknown }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Values that programs trip over: wrong kinds, edges of numbers and dates, text that means something elsewhere. */
const TRIPWIRES: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    ' ',
    0,
    -1,
    1.5,
    1e308,
    -0,
    2 ** 53,
    1e21,
    [],
    {},
    [[]],
    [null],
    '0000-00-00',
    '2026-02-30',
    '9999-12-31',
    '-000001-01-01',
    '2026-11-22T00:00:00Z',
    '\u0000',
    '\ud800',
    '\u202e',
    'a'.repeat(20_000),
    "'; drop table contract; --",
    '$1',
    '%00',
    '../../etc/passwd',
    '{{7*7}}',
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '=1+1',
  ),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.double(),
  fc.bigInt().map(String),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Each body of the document with a list in place of each object that it holds, by itself or in a list. */
export function listsForObjects(document: OpenAPIObject, id: string): SpoiltRequest[] {
  const resolve = resolverOf(document);
  return operationsOf(document).flatMap(({ path, method, operation }) => {
    const schema = operation.requestBody?.content['application/json']?.schema;
    if (schema === undefined) return [];
    const good = exampleOf(schema, resolve) as Record<string, unknown>;
    return Object.entries(resolve(schema).properties ?? {}).flatMap(([name, property]) => {
      const inList = property.items !== undefined && resolve(property.items).properties !== undefined;
      if (!inList && resolve(property).properties === undefined) return [];
      return [
        {
          route: `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
          method: method.toUpperCase(),
          url: path.replace(/\{\w+\}/g, id),
          headers: { 'if-match': '"1"' },
          payload: JSON.stringify({ ...good, [name]: inList ? [[]] : [] }),
        },
      ];
    });
  });
}

/** Every kind of spoilt request that the API document makes one think of. Ids in paths come from `ids`, or are wrong. */
export function spoiltRequests(document: OpenAPIObject, ids: readonly string[]): fc.Arbitrary<SpoiltRequest> {
  const resolve = resolverOf(document);
  return fc.constantFrom(...operationsOf(document)).chain(({ path, method, operation }) =>
    fc.record({
      route: fc.constant(`${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
      method: fc.constant(method.toUpperCase()),
      url: urlOf(path, operation, ids),
      headers: headersOf(operation),
      payload: payloadOf(operation, resolve),
    }),
  );
}

function operationsOf(document: OpenAPIObject) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method] as Operation | undefined;
      return operation === undefined ? [] : [{ path, method, operation }];
    }),
  );
}

function urlOf(path: string, operation: Operation, ids: readonly string[]): fc.Arbitrary<string> {
  const names = (path.match(/\{\w+\}/g) ?? []).map((name) => name.slice(1, -1));
  const values = fc.tuple(...names.map(() => pathValue(ids)));
  const filters = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
  const query = fc
    .subarray(filters, { maxLength: Math.min(3, filters.length) })
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map(({ name, example }) =>
          fc
            .oneof(TRIPWIRES, fc.constant(example))
            .map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(wellFormed(value))}`),
        ),
      ),
    );
  return fc.tuple(values, query).map(([chosen, parts]) => {
    let at = 0;
    const filled = path.replace(/\{\w+\}/g, () => encodeURIComponent(chosen[at++] ?? ''));
    return parts.length === 0 ? filled : `${filled}?${parts.join('&')}`;
  });
}

/** Mostly ids that exist, so that more than the router is tried. */
function pathValue(ids: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...ids) },
    { weight: 1, arbitrary: fc.uuid() },
    { weight: 1, arbitrary: fc.string({ maxLength: 60 }).map(withoutHalves) },
  );
}

/** A header's text, or a query's, can hold no half characters. */
function wellFormed(value: unknown): string {
  return withoutHalves((typeof value === 'string' ? value : jsonOf(value)).slice(0, 500));
}

const withoutHalves = (text: string) => text.replace(/\p{Surrogate}/gu, '?');

/** What JSON has no word for is left out, as JSON.stringify would within an object. */
function jsonOf(value: unknown): string {
  return value === undefined ? 'null' : JSON.stringify(value);
}

function headersOf(operation: Operation): fc.Arbitrary<Record<string, string>> {
  const asksVersion = (operation.parameters ?? []).some(({ name }) => name === 'If-Match');
  const version = fc.constantFrom('"1"', '"1"', '"2"', '*', '""', '"x"', '"99999999999999999999"', 'W/"1"');
  const key = fc.option(fc.constantFrom('k', 'x'.repeat(200), 'x'.repeat(201), 'with space', '1'), { nil: null });
  return fc.tuple(version, key).map(([match, once]) => ({
    ...(asksVersion && { 'if-match': match }),
    ...(once !== null && { 'idempotency-key': once }),
  }));
}

function payloadOf(operation: Operation, resolve: (schema: Schema) => Schema): fc.Arbitrary<string | Buffer | null> {
  const schema = operation.requestBody?.content['application/json']?.schema;
  if (schema === undefined) return fc.constant(null);
  const good = exampleOf(schema, resolve);
  return fc.oneof(
    { weight: 8, arbitrary: spoilt(good, exampleFields(good)).map(jsonOf) },
    { weight: 2, arbitrary: TRIPWIRES.map(jsonOf) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)) },
    { weight: 1, arbitrary: fc.nat({ max: jsonOf(good).length }).map((length) => jsonOf(good).slice(0, length)) },
    { weight: 1, arbitrary: fc.nat({ max: 3_000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)) },
  );
}

/** The good body with a few of its fields replaced, left out, or joined by strangers. */
function spoilt(good: unknown, fields: readonly string[]): fc.Arbitrary<unknown> {
  const names = fields.length === 0 ? ['nothing'] : fields;
  const change = fc.record({
    field: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...names) },
      { weight: 1, arbitrary: fc.constantFrom('tenant', 'id', 'constructor', 'toString', 'healthBodyId', 'version') },
    ),
    value: TRIPWIRES,
    leaveOut: fc.boolean(),
  });
  return fc.array(change, { maxLength: 3 }).map((changes) => {
    const body = new Map(Object.entries(isRecord(good) ? good : {}));
    for (const { field, value, leaveOut } of changes) {
      if (leaveOut) body.delete(field);
      else body.set(field, value);
    }
    return Object.fromEntries(body);
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const exampleFields = (good: unknown) => (isRecord(good) ? Object.keys(good) : []);

function resolverOf(document: OpenAPIObject): (schema: Schema) => Schema {
  const schemas = document.components?.schemas ?? {};
  return (schema) => {
    const reference = schema.$ref ?? schema.allOf?.[0]?.$ref;
    const name = reference?.split('/').at(-1);
    return name === undefined ? schema : ((schemas[name] as Schema | undefined) ?? schema);
  };
}

/** The body that the document shows as its example. */
export function exampleOf(schema: Schema, resolve: (schema: Schema) => Schema): unknown {
  const whole = resolve(schema);
  if (whole.example !== undefined) return whole.example;
  if (whole.properties !== undefined) {
    return Object.fromEntries(
      Object.entries(whole.properties).map(([name, property]) => [name, exampleOf(property, resolve)]),
    );
  }
  return whole.items === undefined ? null : [exampleOf(whole.items, resolve)];
}
