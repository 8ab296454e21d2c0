import fastifyCookie from '@fastify/cookie';
import fastifyMultipart from '@fastify/multipart';
import fastifyRateLimit from '@fastify/rate-limit';
import { RequestMethod } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { v7 as uuid } from 'uuid';
import { serveApiDocument } from './api-document';
import { AppModule } from './app.module';
import { TokenStillGood } from './identity';
import { ACCESS_TABLE, ErrorPages, etagOf, inputPipe, Log, Metrics, problem, securityHeaders } from './platform';
import type { Database, Settings } from './platform';

const BODY_LIMIT = 1024 * 1024;
const FILE_LIMIT = 100 * 1024 * 1024;
const REQUESTS_A_MINUTE = 600;
const DEEPEST_BODY = 32;

/** The application as it is served; the tests use the same. */
export async function makeApp(settings: Settings, database: Database): Promise<NestFastifyApplication> {
  const log = new Log(settings.logLevel);
  const adapter = new FastifyAdapter({
    genReqId: () => uuid(),
    bodyLimit: BODY_LIMIT,
    // Only a proxy on this machine may say whom it speaks for.
    trustProxy: settings.publicUrl === null ? false : 'loopback',
    forceCloseConnections: 'idle',
    // What Fastify refuses before there is a route, and so before our own filter: an address that cannot be read.
    frameworkErrors: ({ statusCode = 400 }: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      const answer = problem(statusCode, 'The address of this request is not written as expected.');
      if (app.get(ErrorPages).show(answer, request, reply)) return;
      void reply.status(statusCode).type('application/problem+json').send(answer);
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forServer(settings, database, log), adapter, {
    logger: log,
  });
  app.setGlobalPrefix('api/v1', { exclude: [...outsideApi()] });
  app.useGlobalPipes(inputPipe());
  await registerPlugins(app, settings);
  observe(app);
  app.get(TokenStillGood).watch(app.getHttpAdapter().getInstance());
  serveApiDocument(app);
  return app;
}

/** Whatever the access table does not put under the API's prefix. */
function* outsideApi(): Iterable<{ path: string; method: RequestMethod }> {
  yield { path: 'assets/:version/:name', method: RequestMethod.GET };
  for (const route of Object.keys(ACCESS_TABLE)) {
    const [method = '', path = ''] = route.split(' ');
    if (!path.startsWith('/api/')) yield { path, method: RequestMethod[method as keyof typeof RequestMethod] };
  }
}

async function registerPlugins(app: NestFastifyApplication, settings: Settings): Promise<void> {
  const forAll = securityHeaders(settings.publicUrl?.protocol === 'https:');
  // What a partnership holds stays out of every cache.
  const ofRecords = { ...forAll, 'cache-control': 'no-store' };
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      void reply.headers(request.url.startsWith('/api/v1/') ? ofRecords : forAll);
      done();
    });
  await app.register(fastifyCookie);
  await app.register(fastifyMultipart, { limits: { fileSize: FILE_LIMIT, files: 3, fields: 10, fieldSize: 1000 } });
  await app.register(fastifyRateLimit, {
    max: REQUESTS_A_MINUTE,
    timeWindow: '1 minute',
    allowList: (request) => request.url.startsWith('/health'),
    errorResponseBuilder: (_request, { after }) =>
      Object.assign(new Error(`Too many requests. Try again in ${after}.`), { statusCode: 429 }),
  });
}

/** One line in the log and one observation in the figures for each answer. */
function observe(app: NestFastifyApplication): void {
  const log = app.get(Log);
  const metrics = app.get(Metrics);
  const fastify = app.getHttpAdapter().getInstance();
  // Whatever looks at a body later goes through it level by level, and there is an end to the stack.
  fastify.addHook('preValidation', (request, _reply, done) => {
    if (!isDeeperThan(DEEPEST_BODY, request.body)) done();
    else done(Object.assign(new Error('The body is nested more deeply than any here.'), { statusCode: 400 }));
  });
  // Who sends more than is taken is answered before the end: the rest is not waited for.
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    if (reply.statusCode === 413 && !request.raw.complete) void reply.header('Connection', 'close');
    done();
  });
  // A record tells its version; the next change has to name it.
  fastify.addHook('preSerialization', (_request, reply, payload, done) => {
    const version = versionOf(payload);
    if (version !== null && reply.statusCode < 300) void reply.header('ETag', etagOf(version));
    done(null, payload);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? '(none)';
    metrics.observe(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    if (!route.startsWith('/health')) {
      const ms = Math.round(reply.elapsedTime);
      log.info({ requestId: request.id, method: request.method, route, status: reply.statusCode, ms }, 'request');
    }
    done();
  });
}

function versionOf(payload: unknown): number | null {
  if (typeof payload !== 'object' || payload === null || !('version' in payload)) return null;
  return Number.isInteger(payload.version) ? Number(payload.version) : null;
}

function isDeeperThan(levels: number, body: unknown): boolean {
  let level = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    level = level.flatMap((value): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return false;
}
