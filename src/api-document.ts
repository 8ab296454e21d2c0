import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ACCESS_TABLE } from './platform';
import type { AccessEntry } from './platform';

const DESCRIPTION = `One record of the partnership between health organisations and LGBTQ+ voluntary groups.

- Money is whole pence, in fields that end in \`Pence\`. Dates are \`YYYY-MM-DD\`; instants are RFC 3339 in UTC.
- Errors are \`application/problem+json\` (RFC 9457) and name the field that is wrong. Unknown fields are refused.
- Lists take \`limit\` and \`cursor\`, and answer \`items\` and \`next\`.
- A record tells its version as \`ETag\`; changes and moves of it ask for that in \`If-Match\`. A POST that makes or moves
  something takes an \`Idempotency-Key\`.
- People sign in with a cookie and send \`Accord-Csrf\` with each change; services send a bearer token.`;

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const PROBLEM = '#/components/schemas/Problem';

/** What each error means to the caller. */
const ERRORS: Record<string, string> = {
  '400': 'A field is missing, unknown, or not written as expected; `errors` names it.',
  '401': 'Nobody is signed in, or the session or token has ended.',
  '403': 'The role or token does not include this, or a change came without its CSRF token.',
  '404': 'There is nothing here, or you may not see it: both look the same.',
  '409': 'Somebody else made or changed this at the same moment, or it is there already.',
  '412': 'Somebody changed this since you read it: the answer’s ETag is the version it has now.',
  '422': 'Each field can be read, but together they break a rule; `errors` names the field.',
  '428': 'The header If-Match is missing.',
  '429': 'Too many requests or attempts: `Retry-After` says how long to wait.',
  '503': 'The database cannot be reached just now; `Retry-After` says when to try again.',
};

/** /api/openapi.json, and the same to read at /api/docs. */
export function serveApiDocument(app: NestFastifyApplication): void {
  SwaggerModule.setup('api/docs', app, () => apiDocument(app), {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: 'Accord API',
    swaggerOptions: { validatorUrl: null, persistAuthorization: false },
  });
}

/** The API as OpenAPI 3.0, with who may call each route taken from the access table. */
export function apiDocument(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Accord')
    .setVersion('1')
    .setOpenAPIVersion('3.0.3')
    .setDescription(DESCRIPTION)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API token: accord_…' }, 'token')
    .addCookieAuth('accord', { type: 'apiKey', in: 'cookie' }, 'session')
    .build();
  const document = SwaggerModule.createDocument(app, config);
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: PROBLEM_SCHEMA },
  };
  document.tags = tagsOf(document);
  for (const { operation, method, path } of operationsOf(document)) {
    const entry = ACCESS_TABLE[routeOf(method, path)];
    if (entry !== undefined) describe(operation, method, entry);
  }
  return document;
}

/** `get`, `/contracts/{id}` → `GET /contracts/:id`, as the access table writes it. */
function routeOf(method: string, path: string): string {
  return `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`;
}

function operationsOf({ paths }: OpenAPIObject): { operation: Operation; method: string; path: string }[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ operation, method, path }];
    }),
  );
}

function describe(operation: Operation, method: string, entry: AccessEntry): void {
  const changes = method !== 'get';
  const parameters = operation.parameters ?? [];
  operation.description = [operation.description, whoMay(entry)].filter(Boolean).join('\n\n');
  operation.security = entry.who === 'anyone' ? [] : securityOf(entry);
  describeErrors(operation, [...errorsOf(entry, changes), ...versionErrors(parameters)]);
  for (const parameter of parameters) if ('in' in parameter) describeId(parameter);
  operation.parameters = [...parameters, ...headersFor(entry, changes), ...onceHeader(entry, method)];
}

function describeErrors({ responses }: Operation, statuses: readonly string[]): void {
  for (const status of statuses) {
    responses[status] ??= {
      description: ERRORS[status] ?? '',
      content: { 'application/problem+json': { schema: { $ref: PROBLEM } } },
    };
  }
}

/** What a change answers that names the version it changes. */
function versionErrors(parameters: NonNullable<Operation['parameters']>): string[] {
  return parameters.some((parameter) => 'in' in parameter && parameter.name === 'If-Match') ? ['412', '428'] : [];
}

function describeId(parameter: { in: string; name: string; description?: string; example?: unknown }): void {
  if (parameter.in !== 'path' || parameter.name !== 'id') return;
  parameter.description ??= 'The id of the record.';
  parameter.example ??= '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100';
}

function whoMay({ who, scope, fresh }: AccessEntry): string {
  if (who === 'anyone') return 'Open to anyone.';
  if (who === 'signed-in') return 'For anybody who is signed in.';
  const tokens = scope === undefined ? 'Not for tokens.' : `A token needs the scope \`${scope}\`.`;
  const signIn = fresh === true ? ' With a session: within five minutes of signing in.' : '';
  return `For the roles ${who.map((role) => `\`${role}\``).join(', ')}. ${tokens}${signIn}`;
}

function securityOf({ scope }: AccessEntry): Record<string, string[]>[] {
  return scope === undefined ? [{ session: [] }] : [{ session: [] }, { token: [] }];
}

function errorsOf({ who, one }: AccessEntry, changes: boolean): string[] {
  const signedIn = who === 'anyone' ? [] : ['401', ...(who === 'signed-in' && !changes ? [] : ['403'])];
  const found = one === undefined ? [] : ['404'];
  return ['400', ...signedIn, ...found, ...(changes ? ['409'] : []), '422', '429', '503'];
}

function headersFor({ who }: AccessEntry, changes: boolean): NonNullable<Operation['parameters']> {
  const string = { type: 'string' };
  const organisation = {
    name: 'Accord-Organisation',
    in: 'header' as const,
    required: false,
    description: 'With a session: for which organisation, where the person acts for several.',
    schema: { type: 'string', format: 'uuid' },
    example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0001',
  };
  const csrf = {
    name: 'Accord-Csrf',
    in: 'header' as const,
    required: false,
    description: 'With a session: its csrfToken.',
    schema: string,
    example: 'eW91ciBjc3JmIHRva2VuIGdvZXMgaGVyZSBpbiBmdWxs',
  };
  return [...(Array.isArray(who) ? [organisation] : []), ...(changes && who !== 'anyone' ? [csrf] : [])];
}

function onceHeader({ who }: AccessEntry, method: string): NonNullable<Operation['parameters']> {
  if (method !== 'post' || !Array.isArray(who)) return [];
  return [
    {
      name: 'Idempotency-Key',
      in: 'header' as const,
      required: false,
      description: 'Any text of your own for this one change: sent again within a day, it is not done again.',
      schema: { type: 'string' },
      example: '7f9c2ba4-e88f-4d7a-9c1f-2d1f4c1b8a55',
    },
  ];
}

/** Every tag in use, so that the document describes each. */
function tagsOf(document: OpenAPIObject): { name: string; description: string }[] {
  const used = new Set(
    Object.values(document.paths).flatMap((item) => METHODS.flatMap((method) => item[method]?.tags ?? [])),
  );
  return [...used]
    .sort()
    .map((name) => ({ name, description: TAGS[name] ?? `Everything about ${name.replace(/-/g, ' ')}.` }));
}

const TAGS: Record<string, string> = {
  health: 'Whether the server works, for whoever runs it.',
  'sign-in': 'Sessions of people, and the one-time links that let them in.',
  report: 'What is late, what is about to be, and what rests on one person.',
  imports: "Bringing in today's spreadsheets.",
};

const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string', example: 'urn:accord:problem:bad-request' },
    title: { type: 'string', example: 'Bad Request' },
    status: { type: 'integer', example: 400 },
    detail: { type: 'string', example: 'One field is not right.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: {
          pointer: { type: 'string', example: '/asOf' },
          detail: { type: 'string', example: 'asOf must be a date in the calendar, written YYYY-MM-DD.' },
        },
      },
    },
    requestId: {
      type: 'string',
      description: 'On errors of the server, to find it in the log.',
      example: '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0999',
    },
  },
};
