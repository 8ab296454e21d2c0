import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Database } from '../database/database';

class HealthView {
  @ApiProperty({ enum: ['ok'], example: 'ok' })
  status!: 'ok';
}

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly database: Database) {}

  @Get()
  @ApiOperation({ operationId: 'getHealth', summary: 'Whether the server and its database work' })
  @ApiResponse({ status: 200, type: HealthView })
  health(): Promise<HealthView> {
    return this.ready();
  }

  @Get('live')
  @ApiOperation({ operationId: 'getLiveness', summary: 'Whether the process answers; true without a database' })
  @ApiResponse({ status: 200, type: HealthView })
  live(): HealthView {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({ operationId: 'getReadiness', summary: 'Whether requests can be served: false without a database' })
  @ApiResponse({ status: 200, type: HealthView })
  async ready(): Promise<HealthView> {
    try {
      await this.database.server('select 1');
    } catch {
      throw new ServiceUnavailableException('The database cannot be reached just now.');
    }
    return { status: 'ok' };
  }
}
