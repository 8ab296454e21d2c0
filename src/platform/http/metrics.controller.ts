import { Controller, Get, Headers, Header, NotFoundException } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Metrics } from './metrics';

/** For the operator's monitoring only, so it is no part of the API document. */
@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Header('Content-Type', 'text/plain; version=0.0.4')
  read(@Headers('authorization') authorization?: string): Promise<string> {
    if (!this.metrics.mayBeSeenBy(authorization)) throw new NotFoundException();
    return this.metrics.registry.metrics();
  }
}
