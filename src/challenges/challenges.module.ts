import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts';
import { ChallengeMoves } from './challenge-moves.service';
import { ChallengesController } from './challenges.controller';
import { Challenges } from './challenges.service';
import { PrivateMatters } from './private-matters.service';
import { PrivatePeople } from './private-people.service';
import { PrivateRouteController } from './private-route.controller';

@Module({
  imports: [ContractsModule],
  controllers: [ChallengesController, PrivateRouteController],
  providers: [Challenges, ChallengeMoves, PrivatePeople, PrivateMatters],
  exports: [Challenges, ChallengeMoves, PrivatePeople, PrivateMatters],
})
export class ChallengesModule {}
