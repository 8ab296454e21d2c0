import { Module } from '@nestjs/common';
import { Commencements } from './commencements.service';
import { CommencementsController } from './commencements.controller';

@Module({ controllers: [CommencementsController], providers: [Commencements], exports: [Commencements] })
export class CommencementModule {}
