import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { from, lastValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import type { UnseenToken } from '../platform';
import { ApiTokensService } from './api-tokens.service';
import type { AccordRequest } from './request';

/**
 * The last line of the promise that a revoked token stops at once: where no read of the request has asked after the
 * token, it is asked after here, before the answer or the failure leaves.
 */
@Injectable()
export class TokenStillGood implements NestInterceptor {
  constructor(private readonly tokens: ApiTokensService) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const unseen = context.switchToHttp().getRequest<AccordRequest>().actor?.unseen;
    return unseen === undefined ? next.handle() : from(this.answer(unseen, next));
  }

  private async answer(unseen: UnseenToken, next: CallHandler): Promise<unknown> {
    try {
      return await lastValueFrom(next.handle());
    } finally {
      if (!unseen.seen) await this.tokens.check(unseen);
    }
  }
}
