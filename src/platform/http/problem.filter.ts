import { Catch } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ErrorPages } from './error-pages';
import { etagOf, StaleError } from './if-match';
import { Log } from './log';
import { codeOf, problemFrom } from './problem';

const RETRY_AFTER_SECONDS = '5';

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly pages: ErrorPages,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const answer = problemFrom(error);
    if (answer.status >= 500) {
      answer.requestId = request.id;
      this.note(error, request.id);
    }
    if (answer.status === 503) void reply.header('Retry-After', RETRY_AFTER_SECONDS);
    if (this.pages.show(answer, request, reply)) return;
    if (error instanceof StaleError) void reply.header('ETag', etagOf(error.version));
    if (answer.status === 401) void reply.header('WWW-Authenticate', 'Bearer');
    void reply.status(answer.status).type('application/problem+json').send(answer);
  }

  /** The place and the code only: a database error's message or detail may hold what somebody typed. */
  private note(error: unknown, requestId: string): void {
    const place = error instanceof Error ? error.stack?.split('\n').slice(1, 6).join('\n') : undefined;
    const name = error instanceof Error ? error.name : typeof error;
    this.log.error('A request failed', { requestId, name, code: codeOf(error), place });
  }
}
