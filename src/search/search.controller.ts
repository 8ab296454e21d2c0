import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import type { Actor } from '../platform';
import { DomainError } from '../shared/domain-error';
import { SearchQuery, SearchView } from './search.dto';
import { SearchService } from './search.service';

@ApiTags('search')
@Controller('search')
export class SearchController {
  constructor(private readonly search: SearchService) {}

  @Get()
  @ApiOperation({
    operationId: 'search',
    summary:
      'What you may see that has the words in it: groups, people, contracts, what both decide and make, money, notes',
    description: `For people. Each finds what they may see elsewhere: those who only pay find payees, payments and
      invoices. What is restricted is found by nobody. A payment and an invoice are found by the beginning of their
      reference or number.`,
  })
  @ApiOkResponse({ type: SearchView })
  async find(@CurrentActor() actor: Actor, @Query() query: SearchQuery): Promise<SearchView> {
    const kinds = query.q.trim() === '' ? [] : await this.search.find(actor, query);
    if (kinds !== null) return { kinds };
    const detail = 'Write at least two letters or digits of one word.';
    throw new DomainError('invalid', detail, [{ pointer: '/q', detail }]);
  }
}
