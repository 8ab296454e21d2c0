import { Module } from '@nestjs/common';
import { Priorities } from './priorities.service';
import { StrategiesController } from './strategies.controller';
import { Strategies } from './strategies.service';
import { StrategyFiles } from './strategy-files.service';
import { StrategyLinksController } from './strategy-links.controller';
import { StrategyLinks } from './strategy-links.service';

@Module({
  controllers: [StrategiesController, StrategyLinksController],
  providers: [Strategies, Priorities, StrategyFiles, StrategyLinks],
  exports: [Strategies, Priorities, StrategyFiles, StrategyLinks],
})
export class StrategyModule {}
