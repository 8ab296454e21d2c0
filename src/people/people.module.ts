import { Module } from '@nestjs/common';
import { PeopleContributions } from './contributions';

@Module({ providers: [PeopleContributions], exports: [PeopleContributions] })
export class PeopleModule {}
