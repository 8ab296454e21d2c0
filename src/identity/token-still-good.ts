import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { ApiTokensService } from './api-tokens.service';
import type { AccordRequest } from './request';

/**
 * The last line of the promise that a revoked token stops at once: where no read of the request has asked after the
 * token, it is asked after here, before the answer or the failure leaves. A hook and not an interceptor, which would
 * cost every request, of which nearly all have asked.
 */
@Injectable()
export class TokenStillGood {
  constructor(private readonly tokens: ApiTokensService) {}

  watch(server: FastifyInstance): void {
    server.addHook('onSend', (request: AccordRequest, reply, payload, done) => {
      const unseen = request.actor?.unseen;
      if (unseen === undefined || unseen.seen) {
        done();
        return;
      }
      const refuse = (error: Error) => {
        // What is sent instead passes here too, and is not asked after again. Nothing of the answer may go with it.
        delete request.actor;
        reply.removeHeader('ETag');
        if (payload instanceof Readable) payload.destroy();
        done(error);
      };
      this.tokens.check(unseen).then(() => {
        done();
      }, refuse);
    });
  }
}
