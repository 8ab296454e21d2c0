import { Module } from '@nestjs/common';
import { Fits } from './fits.service';
import { FitsController } from './fits.controller';

@Module({ controllers: [FitsController], providers: [Fits], exports: [Fits] })
export class FitModule {}
